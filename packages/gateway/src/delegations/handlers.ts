// Operations of delegations: propose, list, agree, end, and everything done under one.
import type { DelegationUse } from '@onetrip/shared/contract';
import type { OperationOf } from '@onetrip/shared/routes';
import { delegatedOperations } from '@onetrip/shared/rules';
import { and, desc, eq, lt, or } from 'drizzle-orm';
import { cursorOf, placeOf } from '../applications/cursor.ts';
import type { Context } from '../context.ts';
import { accesses } from '../database/schema/index.ts';
import type { Handlers } from '../http/handlers.ts';
import { accept, delegationsOf, findDelegation, propose, revoke } from './service.ts';

type DelegationOperation = Extract<keyof Handlers, `delegations.${string}`>;

const showUse = (row: typeof accesses.$inferSelect): DelegationUse => ({
  at: row.at.toISOString(),
  operation: row.operation,
  power: delegatedOperations[row.operation as OperationOf<'citizen'>] === 'see' ? 'see' : 'file',
  what: row.what,
  applicationId: row.applicationId,
});

/** Handlers of `delegations.*`. */
export function delegationHandlers(context: Context): Pick<Handlers, DelegationOperation> {
  const { database } = context;
  return {
    'delegations.propose': ({ body, caller, keep }) => propose(context, caller, body, keep),

    'delegations.list': async ({ caller }) => ({ items: await delegationsOf(context, caller) }),

    'delegations.accept': ({ params, caller, keep }) =>
      database.transaction(async (tx) => {
        const delegation = await accept(context, tx, caller, params.delegationId);
        await keep(tx, delegation);
        return delegation;
      }),

    'delegations.revoke': ({ params, caller, keep }) =>
      database.transaction(async (tx) => {
        const delegation = await revoke(context, tx, caller, params.delegationId);
        await keep(tx, delegation);
        return delegation;
      }),

    'delegations.uses': async ({ params, query, caller }) => {
      const { delegationId } = await findDelegation(database, caller, params.delegationId);
      const limit = query.limit ?? 20;
      const before = query.cursor === undefined ? null : placeOf(query.cursor);
      const rows = await database
        .select()
        .from(accesses)
        .where(
          and(
            eq(accesses.party, 'delegate'),
            eq(accesses.partyId, delegationId),
            before
              ? or(lt(accesses.at, before.at), and(eq(accesses.at, before.at), lt(accesses.accessId, before.id)))
              : undefined,
          ),
        )
        .orderBy(desc(accesses.at), desc(accesses.accessId))
        .limit(limit + 1);
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return { items: page.map(showUse), nextCursor: last ? cursorOf({ at: last.at, id: last.accessId }) : null };
    },
  };
}
