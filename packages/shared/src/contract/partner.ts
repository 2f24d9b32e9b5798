// Partners (bank, dealer) and the embed sessions their back ends ask for.
import { type Static, Type } from 'typebox';
import { Assistance } from './citizen.ts';
import { Id, LocalText, Time } from './text.ts';

/** What a partner is registered with: its scopes, and the keys it may sign with. */
export const Registration = Type.Object(
  {
    partnerId: Type.String(),
    name: LocalText,
    keyId: Type.String({ description: 'The key this very request was signed with' }),
    keyIds: Type.Array(Type.String(), { description: 'Every key in force: two while the partner changes keys' }),
    origins: Type.Array(Type.String(), { description: 'Pages that may open the frame' }),
    servicePoints: Type.Array(Type.Object({ servicePointId: Type.String(), name: Type.String() })),
    matters: Type.Array(Type.Object({ matterId: Type.String(), name: LocalText }), {
      description: 'What may be filed at its counters',
    }),
  },
  { title: 'Registration', description: 'What a partner is registered with.' },
);
export type Registration = Static<typeof Registration>;

/** Ask for a short-lived client token for one page at one counter. */
export const CreateEmbedSessionBody = Type.Object(
  {
    servicePointId: Id('The branch or shop'),
    operator: Type.Object(
      { id: Type.String({ minLength: 1, maxLength: 64 }), name: Type.String({ minLength: 1, maxLength: 50 }) },
      { additionalProperties: false },
    ),
    origin: Type.String({ format: 'uri', maxLength: 200, description: 'Origin of the host page' }),
    matters: Type.Optional(
      Type.Array(Id('Matter'), {
        maxItems: 50,
        description: 'Narrows the matters offered; default: all the service point may handle',
      }),
    ),
    context: Type.Optional(
      Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 200 }), {
        description: 'Prefills form fields, e.g. `{"vin": "…"}`; never identity data',
      }),
    ),
  },
  { title: 'CreateEmbedSessionBody', additionalProperties: false },
);
export type CreateEmbedSessionBody = Static<typeof CreateEmbedSessionBody>;

/** An embed session: all the browser is given. */
export const EmbedSession = Type.Object(
  {
    embedSessionId: Type.String(),
    clientToken: Type.String({
      description: 'Bearer token of the frame; bound to service point, operator, matters and origin',
    }),
    frameUrl: Type.String({ format: 'uri', description: 'What the frame opens' }),
    expiresAt: Time('When the token lapses'),
  },
  { title: 'EmbedSession', description: 'An embed session, for the tag on the host page.' },
);
export type EmbedSession = Static<typeof EmbedSession>;

/** What the frame learns about where it stands. */
export const CurrentEmbedSession = Type.Object(
  {
    embedSessionId: Type.String(),
    assistance: Assistance,
    origin: Type.String(),
    matters: Type.Array(Type.Object({ matterId: Type.String(), name: LocalText })),
    context: Type.Record(Type.String(), Type.String()),
    expiresAt: Time('When the token lapses'),
  },
  {
    title: 'CurrentEmbedSession',
    description: 'Where the frame stands: service point, operator, matters, prefilled fields.',
  },
);
export type CurrentEmbedSession = Static<typeof CurrentEmbedSession>;
