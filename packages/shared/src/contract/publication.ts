// Publications: every change of the catalogue in force, who made it and why, kept for good and never altered.
import { type Static, Type } from 'typebox';
import { Matter } from './matter.ts';
import { ReformEffect } from './reform.ts';
import { Id, LocalText, Nullable, OneOf, Page, PageQuery, Time } from './text.ts';

/** What becomes of a matter. */
export const publicationChangeKinds = ['new', 'changed', 'gone'] as const;

/** A matter as it is to be published: its guide without the version, which the publication gives it. */
export const PublishedMatter = Type.Omit(Matter, ['version'], {
  title: 'PublishedMatter',
  description:
    'A matter as it is to be published. What the catalogue computes – id-only, visits, on the spot, the department’s name – is computed anew.',
  additionalProperties: false,
});
export type PublishedMatter = Static<typeof PublishedMatter>;

/** One change: a matter in place of the one in force, or none. */
export const PublishedChange = Type.Object(
  {
    matterId: Id('The matter'),
    matter: Nullable(PublishedMatter, { description: 'As it is to be; null: no longer offered' }),
  },
  { title: 'PublishedChange', additionalProperties: false },
);
export type PublishedChange = Static<typeof PublishedChange>;

const changes = Type.Array(PublishedChange, { minItems: 1, maxItems: 5000, description: 'Each matter once' });
const reason = Type.String({ minLength: 2, maxLength: 500, description: 'Why; kept with the publication' });

/** Body of `publications.preview`. */
export const PreviewPublicationBody = Type.Object(
  { changes },
  { title: 'PreviewPublicationBody', additionalProperties: false },
);
export type PreviewPublicationBody = Static<typeof PreviewPublicationBody>;

/** Body of `publications.create`. */
export const CreatePublicationBody = Type.Object(
  {
    base: Id('The publication in force the changes were drawn up against'),
    reason,
    changes,
  },
  { title: 'CreatePublicationBody', additionalProperties: false },
);
export type CreatePublicationBody = Static<typeof CreatePublicationBody>;

/** Body of `publications.revert`. */
export const RevertPublicationBody = Type.Object(
  {
    base: Id('The publication in force now'),
    reason,
  },
  { title: 'RevertPublicationBody', additionalProperties: false },
);
export type RevertPublicationBody = Static<typeof RevertPublicationBody>;

/** What a publication changes in one matter. */
export const PublicationChange = Type.Object(
  {
    matterId: Type.String(),
    name: LocalText,
    kind: OneOf(publicationChangeKinds),
    from: Nullable(Type.Integer(), { description: 'Version in force before; null where there was none' }),
    to: Nullable(Type.Integer(), { description: 'Version in force after; null where there is none, or not yet' }),
    words: Type.Array(LocalText, { description: 'What citizens notice, a sentence each' }),
  },
  { title: 'PublicationChange', description: 'What a publication changes in one matter.' },
);
export type PublicationChange = Static<typeof PublicationChange>;

/** A publication in a list. */
export const PublicationSummary = Type.Object(
  {
    publicationId: Type.String(),
    number: Type.Integer({ minimum: 1, description: 'One after the other, without a gap' }),
    publishedAt: Time('When it came into force'),
    officerId: Nullable(Type.String(), { description: 'Who published; null: the files the service is delivered with' }),
    reason: Type.String(),
    base: Nullable(Type.String(), { description: 'The publication in force before' }),
    reverts: Nullable(Type.String(), { description: 'The publication whose state it restores, where it does' }),
    counts: Type.Object(
      { new: Type.Integer(), changed: Type.Integer(), gone: Type.Integer() },
      { description: 'Matters new, changed and gone' },
    ),
    matters: Type.Integer({ description: 'Matters in force after it' }),
    inForce: Type.Boolean({ description: 'Whether it is the latest' }),
  },
  { title: 'PublicationSummary', description: 'A publication in a list.' },
);
export type PublicationSummary = Static<typeof PublicationSummary>;

/** A publication in full. */
export const Publication = Type.Object(
  {
    ...PublicationSummary.properties,
    changes: Type.Array(PublicationChange),
    versions: Type.Array(
      Type.Object({ matterId: Type.String(), version: Type.Integer(), contentHash: Type.String() }),
      {
        description: 'What is in force after it; SHA-256 over each guide’s canonical JSON (sorted keys, no version)',
      },
    ),
    previousHash: Type.String({ description: 'Hash of the publication before; 64 zeros for the first' }),
    hash: Type.String({ description: 'SHA-256 over this publication and the hash before it' }),
  },
  { title: 'Publication', description: 'A publication in full: what it changed and what is in force after it.' },
);
export type Publication = Static<typeof Publication>;

/** Publications, newest first. */
export const PublicationPage = Page('PublicationPage', PublicationSummary);
export type PublicationPage = Static<typeof PublicationPage>;

/** Query of `publications.list`. */
export const PublicationQuery = Type.Object({ ...PageQuery }, { title: 'PublicationQuery' });
export type PublicationQuery = Static<typeof PublicationQuery>;

/** Something the linter demands to be mended. */
export const PublicationFinding = Type.Object(
  {
    matterId: Type.String({ description: 'Empty where it concerns none in particular' }),
    rule: Type.String(),
    message: Type.String(),
  },
  { title: 'PublicationFinding', description: 'Something the catalogue’s linter demands to be mended.' },
);
export type PublicationFinding = Static<typeof PublicationFinding>;

/** What a publication would come to. */
export const PublicationPreview = Type.Object(
  {
    base: Type.String({ description: 'The publication in force, for `base` of `publications.create`' }),
    findings: Type.Array(PublicationFinding, { description: 'While there are any, it cannot be published' }),
    changes: Type.Array(PublicationChange),
    effect: ReformEffect,
  },
  { title: 'PublicationPreview', description: 'What a publication would change, for citizens and in the figures.' },
);
export type PublicationPreview = Static<typeof PublicationPreview>;

/** What the whole chain says of itself. */
export const PublicationAudit = Type.Object(
  {
    publications: Type.Integer({ description: 'Publications looked at' }),
    versions: Type.Integer({ description: 'Versions of matters looked at' }),
    firstBroken: Nullable(Type.Integer(), {
      description: 'Number of the first publication that was altered, or whose guides were; null: nothing was',
    }),
  },
  { title: 'PublicationAudit', description: 'Whether nothing published was altered since.' },
);
export type PublicationAudit = Static<typeof PublicationAudit>;
