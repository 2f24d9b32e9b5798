// Operations of matters: find, read the guide, plan for a situation; and what the catalogue shows as a whole.
import { addTerm } from '@onetrip/shared/deadline';
import { plan } from '@onetrip/shared/rules';
import type { Context } from '../context.ts';
import type { Handlers } from '../http/handlers.ts';

type MatterOperation = Extract<keyof Handlers, `matters.${string}` | `insights.${string}`>;

/** The first eight words of a query; nobody looks for more, and each costs a search of its own. */
const firstWords = (query: string): string => /^(?:[^\p{L}\p{N}]*[\p{L}\p{N}]+){0,8}/u.exec(query)?.[0] ?? '';

/** Handlers of `matters.*` and `insights.*`. */
export function matterHandlers({ catalogue, departments, now }: Context): Pick<Handlers, MatterOperation> {
  return {
    'matters.search': async ({ query }) =>
      catalogue.search(query.q === undefined ? query : { ...query, q: firstWords(query.q) }),

    'matters.get': async ({ params }) => catalogue.get(params.matterId),

    'matters.plan': async ({ params, body }) => {
      const matter = catalogue.get(params.matterId);
      return plan(matter, {
        answers: body.situation,
        sourcesDown: departments.down(),
        fees: catalogue.fees,
        due: addTerm(now(), matter.promised),
      });
    },

    'insights.unlock': async ({ query }) => catalogue.unlock(query),
  };
}
