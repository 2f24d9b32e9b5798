// Whether every field of a result can be filled in, in every situation that can be filed.
import { holds } from '@onetrip/shared/rules';
import type { CatalogueMatter } from './format.ts';
import { everySituation } from './situations.ts';

/** What of the application itself may be printed. The plate number is known once one is reserved. */
const applicationFields = ['acceptanceNumber', 'plateNumber'];
/** What of the citizen may be printed. The identity number is not: a licence may be shown to anybody. */
const citizenFields = ['name'];

function fault({ materials = [], form = [], questions = [], promised }: CatalogueMatter, from: string) {
  const [origin, name = '', field, ...rest] = from.split('.');
  if (rest.length > 0) return 'has too many parts';
  const situations = everySituation({ questions });
  switch (origin) {
    case 'citizen':
      return citizenFields.includes(name) ? undefined : 'is not printed';
    case 'application':
      if (!applicationFields.includes(name)) return 'is not known';
      return name === 'plateNumber' && !form.some(({ type }) => type === 'plateReservation')
        ? 'needs a plate reservation in the form'
        : undefined;
    case 'form': {
      const asked = form.find(({ id }) => id === name);
      if (!asked) return 'is not in the form';
      return situations.every((answers) => holds(asked.when, answers)) ? undefined : 'is not asked in every situation';
    }
    case 'evidence': {
      const held = materials.find(({ id }) => id === name);
      if (!held?.source || !field || !held.source.fields.includes(field)) return 'is not fetched';
      return situations.every((answers) => holds(held.when, answers)) ? undefined : 'is not fetched in every situation';
    }
    case 'case':
      return promised.count === 0 ? 'is not there: decided on the spot, no department keeps a case' : undefined;
    default:
      return 'has an unknown origin';
  }
}

/** The fields of results that cannot be filled in, a sentence each. */
export function unresolvedResults(matter: CatalogueMatter): string[] {
  return (matter.results ?? []).flatMap(({ kind, fields }) =>
    fields.flatMap(({ id, from }) => {
      const said = fault(matter, from);
      return said ? [`${kind}.${id}: ${from} ${said}`] : [];
    }),
  );
}
