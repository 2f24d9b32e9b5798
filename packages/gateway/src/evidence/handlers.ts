// Operations of anchors: everybody may read them, the operator may make one.
import { desc, eq, lt } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { anchors } from '../database/schema/index.ts';
import type { Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { makeAnchor, showAnchor } from './anchors.ts';

/** The number a cursor names. @throws ProblemError `invalid_request` */
function numberAt(cursor: string): number {
  if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
  const message = { zh: '翻页标记无效。', en: 'Not a cursor of this list.' };
  throw new ProblemError('invalid_request', { fields: [{ field: 'cursor', message }] });
}

/** Handlers of `anchors.*`. */
export function evidenceHandlers(context: Context): Pick<Handlers, 'anchors.list' | 'anchors.get' | 'anchors.create'> {
  const { database } = context;
  return {
    'anchors.list': async ({ query }) => {
      const limit = query.limit ?? 20;
      const before = query.cursor === undefined ? undefined : lt(anchors.anchorNumber, numberAt(query.cursor));
      const rows = await database
        .select()
        .from(anchors)
        .where(before)
        .orderBy(desc(anchors.anchorNumber))
        .limit(limit + 1);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(showAnchor),
        nextCursor: last && rows.length > limit ? String(last.anchorNumber) : null,
      };
    },

    'anchors.get': async ({ params }) => {
      const [row] = await database.select().from(anchors).where(eq(anchors.anchorNumber, params.anchorNumber));
      if (!row) throw new ProblemError('not_found');
      return showAnchor(row);
    },

    'anchors.create': async ({ keep }) =>
      database.transaction(async (tx) => {
        const anchor = showAnchor(await makeAnchor(context, tx));
        await keep(tx, anchor);
        return anchor;
      }),
  };
}
