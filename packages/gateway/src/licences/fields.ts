// Where the fields printed on a licence come from; pure.
import type { LicenceField, MatterResult } from '@onetrip/shared/contract';
import { checkCitizenId, maskIdNumber } from '@onetrip/shared/identifiers';

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
