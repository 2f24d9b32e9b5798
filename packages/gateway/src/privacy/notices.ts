// The notice of a filing, and the consents given with it: computed from matter, situation and counter, kept to the letter.
import type {
  Consent,
  CreateApplicationBody,
  Matter,
  PrivacyNotice,
  Purpose,
  ShownNotice,
} from '@onetrip/shared/contract';
import { canonicalJson } from '@onetrip/shared/evidence';
import { asksConsent, isChild, noticeText, noticeVersion, purposesOf } from '@onetrip/shared/rules';
import { and, desc, eq } from 'drizzle-orm';
import { readableBy } from '../applications/readable.ts';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { sha256 } from '../database/protection.ts';
import { applications, consents, noticeTexts } from '../database/schema/index.ts';
import { type Rows, rowsFor } from '../database/together.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { type CitizenRow, identityOf } from '../identity/citizens.ts';
import { labelsIn, matterName } from './labels.ts';

const hashOf = (text: unknown): string => sha256(canonicalJson({ version: noticeVersion, text }));

/** Whether the applicant is a child under 14; nobody whose number is unknown counts as one. */
function isChildsOwn(context: Context, citizen: CitizenRow): boolean {
  const identity = identityOf(context.protection, citizen);
  return identity !== null && isChild(identity.idNumber, context.now());
}

/** The notice for a matter in a situation, as this caller is shown it here. */
export function noticeFor(
  context: Context,
  citizen: CitizenRow,
  caller: CitizenCaller,
  matter: Matter,
  situation: Record<string, string>,
): PrivacyNotice {
  const { assistance } = caller;
  const stated = purposesOf(matter, situation, {
    counter: assistance && { partnerId: assistance.partnerId, partnerName: assistance.partnerName },
    child: isChildsOwn(context, citizen),
    labelOf: labelsIn(context),
  });
  const text = noticeText(stated);
  return {
    matterId: matter.matterId,
    matterVersion: matter.version,
    version: noticeVersion,
    text,
    noticeHash: hashOf(text),
    purposes: stated.map((purpose): Purpose => ({ ...purpose, textHash: hashOf(purpose.text) })),
  };
}

/** What a filing says of the notice, checked. */
export interface Acknowledged {
  notice: PrivacyNotice;
  consented: Purpose[];
}

/**
 * Checks what a filing says of the notice and of consents.
 * @throws ProblemError `notice_changed` when another was shown; `invalid_request` naming a purpose that is not asked about
 *   here; `guardian_needed` when a child would consent for itself
 */
export function acknowledgedIn(
  context: Context,
  citizen: CitizenRow,
  caller: CitizenCaller,
  matter: Matter,
  { situation, noticeHash, consents: given = [] }: Pick<CreateApplicationBody, 'situation' | 'noticeHash' | 'consents'>,
): Acknowledged {
  const notice = noticeFor(context, citizen, caller, matter, situation);
  if (noticeHash !== undefined && noticeHash !== notice.noticeHash) throw new ProblemError('notice_changed');
  const asked = notice.purposes.filter(asksConsent);
  const unknown = given.filter((id) => !asked.some(({ purposeId }) => purposeId === id));
  if (unknown.length > 0) {
    const message = { zh: '这里没有征求这项同意。', en: 'This consent is not asked for here.' };
    throw new ProblemError('invalid_request', { fields: [{ field: 'consents', message }] });
  }
  const consented = asked.filter(({ purposeId }) => given.includes(purposeId));
  const needsGuardian = consented.some(({ basis }) => basis === 'guardianConsent');
  if (needsGuardian && caller.delegation?.kind !== 'guardian') throw new ProblemError('guardian_needed');
  return { notice, consented };
}

/** Rows that keep the very words that were shown, and each consent, with the filing. */
export function acknowledgementRows(
  context: Pick<Context, 'now'>,
  caller: CitizenCaller,
  applicationId: string,
  { notice, consented }: Acknowledged,
): Rows[] {
  const now = context.now();
  const words = [
    { textHash: notice.noticeHash, content: notice.text },
    ...consented.map(({ textHash, text }) => ({ textHash, content: text })),
  ].map((one) => ({ ...one, version: notice.version, firstShownAt: now }));
  const given = consented.map(({ purposeId, kind, basis, recipient, textHash }) => ({
    consentId: newId('consent'),
    citizenId: caller.citizenId,
    applicationId,
    purposeId,
    kind,
    basis,
    recipientId: recipient.id,
    recipientName: recipient.name,
    textHash,
    guardianId: caller.delegation?.kind === 'guardian' ? caller.delegation.agentId : null,
    givenAt: now,
  }));
  return [rowsFor(noticeTexts, words, { unlessThere: true }), ...(given.length > 0 ? [rowsFor(consents, given)] : [])];
}

const shownConsents = (db: Database | Transaction) =>
  db
    .select({ consent: consents, text: noticeTexts.content, application: applications })
    .from(consents)
    .innerJoin(applications, eq(applications.applicationId, consents.applicationId))
    .innerJoin(noticeTexts, eq(noticeTexts.textHash, consents.textHash));

type ShownConsent = Awaited<ReturnType<typeof shownConsents>>[number];

const show = (context: Context, { consent, text, application }: ShownConsent): Consent => ({
  consentId: consent.consentId,
  purposeId: consent.purposeId,
  kind: consent.kind,
  basis: consent.basis,
  recipient: { id: consent.recipientId, name: consent.recipientName },
  applicationId: consent.applicationId,
  matterName: matterName(context, application.matterId),
  text,
  textHash: consent.textHash,
  givenAt: consent.givenAt.toISOString(),
  givenByGuardian: consent.guardianId !== null,
  assistance: application.assistance,
  withdrawnAt: consent.withdrawnAt?.toISOString() ?? null,
});

/** A caller's consents, newest first. A child's are seen by the guardian who gave them, too. */
export async function consentsOf(context: Context, caller: CitizenCaller): Promise<Consent[]> {
  const rows = await shownConsents(context.database)
    .where(readableBy(caller))
    .orderBy(desc(consents.givenAt), desc(consents.consentId));
  return rows.map((row) => show(context, row));
}

/** The notices a caller's applications were filed under, newest first. */
export async function noticesShown(context: Context, caller: CitizenCaller): Promise<ShownNotice[]> {
  const rows = await context.database
    .select({ application: applications, text: noticeTexts.content })
    .from(applications)
    .innerJoin(noticeTexts, eq(noticeTexts.textHash, applications.noticeHash))
    .where(readableBy(caller))
    .orderBy(desc(applications.filedAt));
  return rows.map(({ application, text }) => ({
    applicationId: application.applicationId,
    matterName: matterName(context, application.matterId),
    noticeHash: application.noticeHash ?? '',
    text,
    filedAt: application.filedAt.toISOString(),
  }));
}

/**
 * Withdraws a consent; a second time changes nothing. What rests on it stops from this moment, and nothing else does.
 * He who consented may, seen in person or not: withdrawing must be as easy as consenting (PIPL 15).
 * @throws ProblemError `not_found`
 */
export async function withdraw(
  context: Context,
  tx: Transaction,
  caller: CitizenCaller,
  consentId: string,
): Promise<Consent> {
  const mine = and(eq(consents.consentId, consentId), eq(consents.citizenId, caller.citizenId));
  const [known] = await tx.select().from(consents).where(mine).for('update');
  if (!known) throw new ProblemError('not_found');
  if (known.withdrawnAt === null)
    await tx.update(consents).set({ withdrawnAt: context.now() }).where(eq(consents.consentId, consentId));
  const [row] = await shownConsents(tx).where(eq(consents.consentId, consentId));
  if (!row) throw new Error(`consent ${consentId} belongs to no application`);
  return show(context, row);
}
