// Where the fields printed on a licence come from; pure.
import type { LicenceField, MatterResult } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { checkCitizenId, maskIdNumber } from '@onetrip/shared/identifiers';
import { yearsLater } from './dates.ts';

/** Everything a field may be taken from, opened. */
export interface FieldSources {
  citizen: Readonly<Record<string, string | undefined>>;
  form: Readonly<Record<string, string | undefined>>;
  case: Readonly<Record<string, string | undefined>>;
  application: Readonly<Record<string, string | undefined>>;
  /** What the departments supplied, by material id. */
  evidence: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/**
 * The fields of a licence. What no source holds is left out rather than printed empty; an identity number is masked
 * wherever it comes from.
 */
export function licenceFields(result: MatterResult, sources: FieldSources, now: Date): LicenceField[] {
  return result.fields.flatMap(({ id, label, from }) => {
    const value = valueFrom(from, sources);
    return value === null ? [] : [{ id, label, value: checkCitizenId(value, now).ok ? maskIdNumber(value) : value }];
  });
}

/** A licence's own dates (YYYY-MM-DD), and the fields that are printed beside them. */
export interface DatedFields {
  fields: LicenceField[];
  validFrom: string;
  /** Null: no end. */
  validUntil: string | null;
}

const isDate = (value: string | undefined): value is string => value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value);

/** A replacement keeps the dates of what it replaces: fields called `validFrom` and `validUntil` become the licence's own. */
export function datedFields(fields: LicenceField[], { validYears }: MatterResult, now: Date): DatedFields {
  const own = (id: string) => {
    const value = fields.find((field) => field.id === id)?.value;
    return isDate(value) ? value : undefined;
  };
  const validFrom = own('validFrom') ?? hangzhouDate(now);
  const validUntil = own('validUntil') ?? (validYears === undefined ? null : yearsLater(validFrom, validYears));
  const isOwn = ({ id, value }: LicenceField) => (id === 'validFrom' || id === 'validUntil') && isDate(value);
  return { fields: fields.filter((field) => !isOwn(field)), validFrom, validUntil };
}

/** `citizen.name`, `form.vin`, `case.<field>`, `application.<field>`, `evidence.<materialId>.<field>`. */
function valueFrom(from: string, sources: FieldSources): string | null {
  const [source, ...path] = from.split('.');
  const field = path.at(-1) ?? '';
  const record: Readonly<Record<string, unknown>> | undefined =
    source === 'evidence'
      ? sources.evidence.get(path.slice(0, -1).join('.'))
      : source === 'citizen' || source === 'form' || source === 'case' || source === 'application'
        ? sources[source]
        : undefined;
  const value = record !== undefined && Object.hasOwn(record, field) ? record[field] : undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
