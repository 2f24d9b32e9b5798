// Words for what is asked of registers, and for which matter: the labels both sides agreed on, the catalogue's names.
import type { LocalText, Matter } from '@onetrip/shared/contract';
import type { LabelOf } from '@onetrip/shared/rules';
import type { Context } from '../context.ts';
import { ProblemError } from '../http/problem.ts';

const isText = (value: unknown): value is LocalText =>
  typeof value === 'object' && value !== null && 'zh' in value && typeof value.zh === 'string';

/** Label of a field, or of a question (`?predicate`), as agreed; its own name where nothing was. */
export const labelsIn =
  ({ departments }: Pick<Context, 'departments'>): LabelOf =>
  (department, register, item) => {
    const contract = departments.connector(department, register)?.contract;
    const found: unknown = item.startsWith('?') ? contract?.predicates[item.slice(1)] : contract?.fields[item];
    return isText(found) ? { zh: found.zh, ...(found.en === undefined ? {} : { en: found.en }) } : { zh: item };
  };

/** A matter in force; null where it belongs to none, or was taken out of the catalogue since. */
export function matterIn({ catalogue }: Pick<Context, 'catalogue'>, matterId: string | null): Matter | null {
  if (matterId === null) return null;
  try {
    return catalogue.get(matterId);
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

/** A matter's name; its id where it was taken out of the catalogue since. */
export const matterName = (context: Pick<Context, 'catalogue'>, matterId: string): LocalText =>
  matterIn(context, matterId)?.name ?? { zh: matterId };
