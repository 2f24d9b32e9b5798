// Evidence: the daily anchors of all histories, and the case file that proves one of them offline.
import { type Static, Type } from 'typebox';
import { applicationEventTypes } from './application.ts';
import { PublicKey } from './key.ts';
import { CalendarDate, Nullable, OneOf, Page, PageQuery, Time } from './text.ts';

const Sha256Text = (description: string) => Type.String({ description: `${description} (SHA-256, hexadecimal)` });

/** A signed root over the heads of all histories that grew since the anchor before. */
export const Anchor = Type.Object(
  {
    anchorNumber: Type.Integer({ minimum: 1, description: '1, 2, 3 … without a gap' }),
    date: CalendarDate('The day it was made'),
    at: Time('Made'),
    root: Sha256Text('Root of the Merkle tree over the heads (RFC 9162)'),
    leaves: Type.Integer({ minimum: 0, description: 'How many heads it covers' }),
    previousHash: Sha256Text('Hash of the JWS of the anchor before; zeros for the first'),
    jws: Type.String({ description: 'All of this, signed: compact JWS (EdDSA, Ed25519), `typ` anchor+jws' }),
  },
  { title: 'Anchor', description: 'A signed root over the heads of all histories that grew since the anchor before.' },
);
export type Anchor = Static<typeof Anchor>;

/** A page of anchors, newest first. */
export const AnchorPage = Page('AnchorPage', Anchor);
export type AnchorPage = Static<typeof AnchorPage>;
/** Query of `anchors.list`. */
export const AnchorQuery = Type.Object({ ...PageQuery });
export type AnchorQuery = Static<typeof AnchorQuery>;

/** An entry of a history with everything its hash covers. */
export const CaseEntry = Type.Object(
  {
    seq: Type.Integer({ minimum: 1 }),
    type: OneOf(applicationEventTypes),
    at: Time('When'),
    actor: OneOf(['citizen', 'operator', 'department', 'system'] as const),
    detail: Type.Record(Type.String(), Type.String(), { description: 'Ids and codes, nothing personal' }),
    personalHash: Nullable(Sha256Text('Hash of salt, line feed and value of what is personal'), {
      description: 'Null where nothing is personal',
    }),
    previousHash: Sha256Text('Hash of the entry before; zeros for the first'),
    hash: Sha256Text('Hash of this entry'),
  },
  { title: 'CaseEntry', description: 'An entry of a history with everything its hash covers.' },
);
export type CaseEntry = Static<typeof CaseEntry>;

/** What stands in an entry only as a hash, opened for him whom it concerns. */
export const CaseOpening = Type.Object(
  { seq: Type.Integer({ minimum: 1 }), salt: Type.String(), value: Type.String() },
  { title: 'CaseOpening', description: 'What stands in an entry only as a hash, opened for him whom it concerns.' },
);
export type CaseOpening = Static<typeof CaseOpening>;

/** The proof that a history stood as it stands when an anchor was made. */
export const CaseProof = Type.Object(
  {
    anchor: Type.String({ description: 'The anchor’s JWS' }),
    seq: Type.Integer({ minimum: 1, description: 'The last entry it covers' }),
    position: Type.Integer({ minimum: 0, description: 'Which leaf of the tree' }),
    path: Type.Array(Type.String(), { description: 'The hashes beside the way up to the root' }),
  },
  { title: 'CaseProof', description: 'The proof that a history stood as it stands when an anchor was made.' },
);
export type CaseProof = Static<typeof CaseProof>;

/** An application’s history with everything that proves it, sealed as a whole. */
export const CaseFile = Type.Object(
  {
    format: Type.String({ description: '`onetrip-case-1`' }),
    applicationId: Type.String(),
    acceptanceNumber: Type.String({ description: '受理编号' }),
    matterId: Type.String(),
    matterVersion: Type.Integer(),
    exportedAt: Time('Exported'),
    entries: Type.Array(CaseEntry),
    openings: Type.Array(CaseOpening),
    proof: Nullable(CaseProof, { description: 'Null until the night’s anchor covers it' }),
    keys: Type.Array(PublicKey, { description: 'The anchor keys; trust those you fetched yourself, from `keys.list`' }),
    seal: Type.String({ description: 'Compact JWS over the hash of all the rest, `typ` case+jws' }),
  },
  {
    title: 'CaseFile',
    description:
      'An application’s history with everything that proves it; canonical JSON (RFC 8785), sealed as a whole.',
  },
);
export type CaseFile = Static<typeof CaseFile>;
