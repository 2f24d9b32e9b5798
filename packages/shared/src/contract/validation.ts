// Checks what a request says against the contract's schemas, and tells of every field at fault what to enter instead.
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { Value } from 'typebox/value';
import type { LocalText, ProblemField } from './text.ts';

/** One part of a request as it is taken, or what is wrong with it: the fields of the problem `invalid_request`. */
export type Checked = { readonly value: unknown } | { readonly fields: ProblemField[] };

/** Checks one part of a request. */
export type Check = (value: unknown) => Checked;

/** What people call the fields; any other is “this field”. */
const names: Record<string, LocalText> = {
  mobile: { zh: '手机号码', en: 'Mobile number' },
  code: { zh: '验证码', en: 'Code' },
  name: { zh: '姓名', en: 'Name' },
  idNumber: { zh: '身份证号码', en: 'ID number' },
  vin: { zh: '车辆识别代号', en: 'Vehicle identification number' },
  number: { zh: '号牌号码', en: 'Plate number' },
  origin: { zh: '页面来源', en: 'Origin' },
  document: { zh: '证件', en: 'Document' },
};

/** What to enter where a pattern is broken, by field. */
const patterns: Record<string, LocalText> = {
  mobile: {
    zh: '请填写 11 位手机号码，例如 13800138000。',
    en: 'Enter an 11-digit mobile number, such as 13800138000.',
  },
};

const unknownField: LocalText = { zh: '没有这一项，请删去。', en: 'There is no such field; leave it out.' };

const leafOf = (path: string): string => path.split('.').at(-1) ?? path;

type Sentence = (name: LocalText, error: TLocalizedValidationError, field: string) => LocalText;
const limitOf = (error: TLocalizedValidationError): string =>
  'limit' in error.params ? String(error.params.limit) : '';

/** A sentence for each keyword a schema can break. */
const sentences: Record<string, Sentence> = {
  required: (name) => ({ zh: `请填写${name.zh}。`, en: `${name.en}: please fill this in.` }),
  additionalProperties: () => unknownField,
  // How the checker says the same of the field itself.
  boolean: () => unknownField,
  pattern: (name, _error, field) =>
    patterns[leafOf(field)] ?? { zh: `${name.zh}的格式不对。`, en: `${name.en}: the format is not right.` },
  format: (name) => ({ zh: `${name.zh}的格式不对。`, en: `${name.en}: the format is not right.` }),
  minLength: (name, error) => ({
    zh: limitOf(error) === '1' ? `请填写${name.zh}。` : `${name.zh}至少 ${limitOf(error)} 个字符。`,
    en:
      limitOf(error) === '1'
        ? `${name.en}: please fill this in.`
        : `${name.en}: at least ${limitOf(error)} characters.`,
  }),
  maxLength: (name, error) => ({
    zh: `${name.zh}最多 ${limitOf(error)} 个字符。`,
    en: `${name.en}: at most ${limitOf(error)} characters.`,
  }),
  minimum: (name, error) => ({
    zh: `${name.zh}不能小于 ${limitOf(error)}。`,
    en: `${name.en}: not less than ${limitOf(error)}.`,
  }),
  maximum: (name, error) => ({
    zh: `${name.zh}不能大于 ${limitOf(error)}。`,
    en: `${name.en}: not more than ${limitOf(error)}.`,
  }),
  maxItems: (name, error) => ({
    zh: `${name.zh}最多 ${limitOf(error)} 项。`,
    en: `${name.en}: at most ${limitOf(error)} entries.`,
  }),
  enum: (name) => ({ zh: `请从可选项中选择${name.zh}。`, en: `${name.en}: choose one of the options.` }),
  const: (name) => ({ zh: `请确认${name.zh}。`, en: `${name.en}: this must be confirmed.` }),
  type: (name) => ({ zh: `${name.zh}的类型不对。`, en: `${name.en}: the type is not right.` }),
};
const anyOther: Sentence = (name) => ({ zh: `${name.zh}有误。`, en: `${name.en}: this is not right.` });

const pathOf = (instancePath: string): string =>
  instancePath
    .split('/')
    .filter(Boolean)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');

/** The fields an error is about: a missing or unknown property is named itself, not the object around it. */
function fieldsOf(error: TLocalizedValidationError): string[] {
  const path = pathOf(error.instancePath);
  const within = (property: string) => (path ? `${path}.${property}` : property);
  if (error.keyword === 'required') return error.params.requiredProperties.map(within);
  if (error.keyword === 'additionalProperties') return error.params.additionalProperties.map(within);
  return [path || 'body'];
}

/** One sentence a field: the first thing that is wrong with it. */
function problemFields(errors: TLocalizedValidationError[]): ProblemField[] {
  const byField = new Map<string, ProblemField>();
  for (const error of errors) {
    for (const field of fieldsOf(error)) {
      const name = names[leafOf(field)] ?? { zh: '此项', en: 'This field' };
      const message = (sentences[error.keyword] ?? anyOther)(name, error, field);
      if (!byField.has(field)) byField.set(field, { field, message });
    }
  }
  return [...byField.values()];
}

const unstorable: LocalText = {
  zh: '含有无法保存的字符，请重新输入。',
  en: 'This contains characters that cannot be kept; enter it again.',
};

/** NUL, or half of a surrogate pair. */
const broken = /\p{Surrogate}|\0/gu;

/** Where, in a value whose shape was checked, a text stands that no database keeps. */
function unstorableIn(value: unknown, path: string): string[] {
  if (typeof value === 'string') return value.search(broken) >= 0 ? [path || 'body'] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => {
    const within = path ? `${path}.${name}` : name;
    return unstorableIn(name, within).concat(unstorableIn(entry, within));
  });
}

/** A value whose shape was checked, if all its texts can be kept. */
function storable(value: unknown): Checked {
  const fields = [...new Set(unstorableIn(value, ''))];
  if (fields.length === 0) return { value };
  return { fields: fields.map((field) => ({ field: field.replace(broken, '\uFFFD'), message: unstorable })) };
}

const noBytes: LocalText = { zh: '请附上文件的内容。', en: 'The bytes of the file are missing.' };

/** Checks that a body is bytes. */
const checkBytes: Check = (value) =>
  value instanceof Uint8Array ? { value } : { fields: [{ field: 'body', message: noBytes }] };

/** Checks a body as it is: nothing is converted. */
function checkJson(schema: TSchema): Check {
  const compiled = Compile(schema);
  return (value) => {
    const body = value ?? {};
    return compiled.Check(body) ? storable(body) : { fields: problemFields(compiled.Errors(body)) };
  };
}

/** Where an operation takes no body, an empty one is all it may be sent. */
const checkNothing: Check = (value) => {
  const sent = value === undefined || value === null ? [] : Object.keys(value);
  if (sent.length === 0 && (value === undefined || value === null || typeof value === 'object')) {
    return { value: undefined };
  }
  return { fields: (sent.length ? sent : ['body']).map((field) => ({ field, message: unknownField })) };
};

/**
 * Checks words of a query or path: `"20"` becomes 20, defaults are filled in.
 * @param schema undefined: the operation takes none, and what is there is not looked at
 */
export function checkWords(schema: TSchema | undefined): Check {
  if (!schema) return () => ({ value: undefined });
  const compiled = Compile(schema);
  return (value) => {
    const words = Value.Default(schema, Value.Convert(schema, { ...(value as object) }));
    return compiled.Check(words) ? storable(words) : { fields: problemFields(compiled.Errors(words)) };
  };
}

/**
 * Checks a body. The bytes of a file are no JSON: that they are there is all that can be said of them.
 * @param schema undefined: the operation takes none
 */
export function checkBody(schema: TSchema | undefined): Check {
  if (!schema) return checkNothing;
  return 'format' in schema && schema.format === 'binary' ? checkBytes : checkJson(schema);
}
