// What a log may see: tokens, identity numbers, names and mobile numbers are taken out before a hook is called.

const masked = '[masked]';

/** Fields whose value is a secret or names a person, wherever they stand. */
const secretKeys: ReadonlySet<string> = new Set([
  'authorization',
  'signature',
  'signatureinput',
  'token',
  'clienttoken',
  'idnumber',
  'mobile',
  'holder',
  'jws',
  'qrimage',
  'codeurl',
  'codeimage',
  'wechatrequest',
  'wechatcode',
  'operatorname',
  'value',
]);
/** Fields whose whole content the citizen filled in. */
const personalObjects: ReadonlySet<string> = new Set(['form', 'context']);

/**
 * Takes identity numbers, mobile numbers and bearer tokens out of free text. Runs of digits are found first and judged
 * by length afterwards: look-behind is a syntax error in older WeChat engines.
 */
export function maskText(text: string): string {
  return text
    .replace(/\b(Bearer)\s+\S+/gi, `$1 ${masked}`)
    .replace(/\d{11,}[Xx]?/g, (run) => (/^(1[3-9]\d{9}|\d{15}|\d{17}.)$/.test(run) ? masked : run));
}

/** A copy of headers or of a body that may be logged. */
export function maskValue(value: unknown, key = ''): unknown {
  const name = key.toLowerCase().replace(/[-_]/g, '');
  if (typeof value === 'string') return isSecret(name, value) ? masked : maskText(value);
  if (value === null || typeof value !== 'object') return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (personalObjects.has(name) || secretKeys.has(name)) return masked;
  if (Array.isArray(value)) return value.map((item) => maskValue(item, key));
  return Object.fromEntries(Object.entries(value).map(([field, content]) => [field, maskValue(content, field)]));
}

function isSecret(name: string, value: string): boolean {
  if (secretKeys.has(name)) return true;
  // A person's name is plain text; a matter's name is bilingual and no secret.
  if (name === 'name') return true;
  // A one-time code or a WeChat login code, but not a problem's code.
  if (name === 'code') return !/^[a-z]+(_[a-z]+)*$/.test(value);
  // What is kept while an officer signs in is sealed and long; the state of an application is a word.
  return name === 'state' && value.length > 64;
}
