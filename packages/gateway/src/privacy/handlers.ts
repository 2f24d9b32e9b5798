// Operations of personal data: notice, consents, who looked at what, export, erasure; and what partners are handed.
import { type RetentionTerm, retentionKinds } from '@onetrip/shared/contract';
import { retention } from '@onetrip/shared/rules';
import { cursorOf, placeOf } from '../applications/cursor.ts';
import type { Context } from '../context.ts';
import type { Handlers } from '../http/handlers.ts';
import { citizenById } from '../identity/citizens.ts';
import { accessesOf } from './accesses.ts';
import { erase } from './erasure.ts';
import { exportFor } from './exporting.ts';
import { handOversTo } from './handOvers.ts';
import { consentsOf, noticeFor, noticesShown, withdraw } from './notices.ts';

type PrivacyOperation = Extract<keyof Handlers, `privacy.${string}` | `handOvers.${string}`>;

/** Handlers of `privacy.*` and `handOvers.*`. */
export function privacyHandlers(context: Context): Pick<Handlers, PrivacyOperation> {
  const { database, catalogue } = context;
  return {
    'privacy.retention': async () => ({
      items: retentionKinds.map((kind): RetentionTerm => ({ kind, ...retention[kind] })),
    }),

    'privacy.notice': async ({ params, body, caller }) =>
      noticeFor(
        context,
        await citizenById(database, caller.citizenId),
        caller,
        catalogue.get(params.matterId),
        body.situation,
      ),

    'privacy.consents': async ({ caller }) => ({
      items: await consentsOf(context, caller),
      notices: await noticesShown(context, caller),
    }),

    'privacy.withdrawConsent': ({ params, caller, keep }) =>
      database.transaction(async (tx) => {
        const consent = await withdraw(context, tx, caller, params.consentId);
        await keep(tx, consent);
        return consent;
      }),

    'privacy.accesses': async ({ query, caller }) => {
      const limit = query.limit ?? 20;
      const before = query.cursor === undefined ? null : placeOf(query.cursor);
      const items = await accessesOf(context, caller, { before, limit: limit + 1 });
      const page = items.slice(0, limit);
      const last = items.length > limit ? page.at(-1) : undefined;
      return { items: page, nextCursor: last ? cursorOf({ at: new Date(last.at), id: last.accessId }) : null };
    },

    'privacy.export': ({ caller }) => exportFor(context, caller),

    'privacy.erase': ({ caller, keep }) =>
      database.transaction(async (tx) => {
        const erasure = await erase(context, tx, caller);
        await keep(tx, erasure);
        return erasure;
      }),

    'handOvers.list': ({ caller, query }) => handOversTo(context, caller.partner, query),
  };
}
