// Operations of matters: find, read the guide, plan for a situation; and what the catalogue shows as a whole.
import { addTerm } from '@onetrip/shared/deadline';
import { plan } from '@onetrip/shared/rules';
import { disclaimer } from '../../catalogue/load.ts';
import type { Context } from '../context.ts';
import type { Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { summaryOf } from './finding.ts';
import { byUse } from './hot.ts';
import { daysCounted } from './use.ts';

type MatterOperation = Extract<keyof Handlers, `matters.${string}` | `insights.${string}` | `batches.${string}`>;

/** Handlers of `matters.*`, `insights.*` and `batches.*`. */
export function matterHandlers({ catalogue, departments, matterUse, now }: Context): Pick<Handlers, MatterOperation> {
  return {
    'matters.search': async ({ query }) => catalogue.search(query),

    'matters.suggest': async ({ query }) => catalogue.suggest(query),

    'matters.hot': async ({ query }) => {
      const { matters, ordered } = catalogue.mostUsed;
      const items = byUse(matters, ordered, await matterUse.lately()).slice(0, query.limit ?? 6);
      return { items: items.map(summaryOf), days: daysCounted, disclaimer };
    },

    'matters.index': async ({ query }) => catalogue.phoneIndex(query),

    'matters.get': async ({ params }) => {
      const matter = catalogue.get(params.matterId);
      matterUse.viewed(matter.matterId);
      return matter;
    },

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

    'batches.list': async () => ({
      items: catalogue.batches.map(
        ({ matters: _matters, papers: _papers, disclaimer: _disclaimer, ...batch }) => batch,
      ),
      disclaimer,
    }),

    'batches.get': async ({ params }) => {
      const batch = catalogue.batches.find(({ batchId }) => batchId === params.batchId);
      if (!batch) throw new ProblemError('batch_not_found');
      return batch;
    },
  };
}
