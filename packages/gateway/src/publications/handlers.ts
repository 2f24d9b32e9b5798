// Operations of publications: preview, publish, list, read, revert, audit.
import type { Context } from '../context.ts';
import type { Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { audit } from './chain.ts';
import { previewOf, publishChanges, revertTo } from './service.ts';
import { findPublication, idsOf, latestNumber, listPublications, showPublication, showSummary } from './store.ts';

type PublicationOperation = Extract<keyof Handlers, `publications.${string}`>;

const cursorOf = (number: number): string => Buffer.from(String(number)).toString('base64url');

/** @throws ProblemError `invalid_request` for a cursor that is none of ours */
function numberOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const message = { zh: '翻页位置无效，请从第一页开始。', en: 'This place in the list is not valid; begin again.' };
  throw new ProblemError('invalid_request', { fields: [{ field: 'cursor', message }] });
}

/** Handlers of `publications.*`. */
export function publicationHandlers(context: Context): Pick<Handlers, PublicationOperation> {
  const { catalogue, database } = context;

  return {
    'publications.preview': ({ body }) => previewOf(context, body.changes),

    'publications.create': async ({ body, caller: { officerId }, keep }) => {
      const published = await database.transaction(async (tx) => {
        const publication = await publishChanges(context, tx, { ...body, officerId });
        await keep(tx, publication);
        return publication;
      });
      await catalogue.refresh();
      return published;
    },

    'publications.list': async ({ query: { cursor, limit = 20 } }) => {
      const rows = await listPublications(database, cursor === undefined ? null : numberOf(cursor), limit + 1);
      const page = rows.slice(0, limit);
      const ids = await idsOf(
        database,
        page.flatMap(({ base, reverts }) => [base, reverts]),
      );
      const latest = await latestNumber(database);
      const last = page.at(-1);
      return {
        items: page.map((row) => showSummary(row, ids, latest)),
        nextCursor: rows.length > limit && last ? cursorOf(last.number) : null,
      };
    },

    'publications.audit': () => audit(database),

    'publications.get': async ({ params }) => {
      const row = await findPublication(database, params.publicationId);
      if (!row) throw new ProblemError('not_found');
      return showPublication(database, row);
    },

    'publications.revert': async ({ params, body, caller: { officerId }, keep }) => {
      const reverted = await database.transaction(async (tx) => {
        const publication = await revertTo(context, tx, params.publicationId, { ...body, officerId });
        await keep(tx, publication);
        return publication;
      });
      await catalogue.refresh();
      return reverted;
    },
  };
}
