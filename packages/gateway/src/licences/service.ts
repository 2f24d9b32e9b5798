// Electronic licences: issued once when an application is approved and paid, shown to their holder, verified by anybody.
import type { Licence, LicenceField, LocalText, MatterResult } from '@onetrip/shared/contract';
import { maskName } from '@onetrip/shared/identifiers';
import { and, desc, eq, lt, or, sql } from 'drizzle-orm';
import { advance } from '../applications/advance.ts';
import { cursorOf, type Place, placeOf } from '../applications/cursor.ts';
import { readableBy } from '../applications/readable.ts';
import { type ApplicationRow, applicantOf, type CitizenRow, lockApplication, papersOf } from '../applications/store.ts';
import { billOf } from '../bills/service.ts';
import type { Context, Transaction } from '../context.ts';
import { newId } from '../database/ids.ts';
import { applications, citizens, licences } from '../database/schema/index.ts';
import type { CitizenCaller, Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { plateNumberOf } from '../plates/service.ts';
import { datedFields, type FieldSources, licenceFields } from './fields.ts';
import { newLicenceNumber } from './number.ts';
import { qrImage } from './qrImage.ts';
import { revocationsNow, revokeLicence } from './revocation.ts';
import { signLicence } from './signing.ts';
import { verifyOnline } from './verification.ts';

type LicenceRow = typeof licences.$inferSelect;

/** What stands on a licence and is kept sealed. */
interface Content {
  /** Masked. */
  holder: string;
  fields: LicenceField[];
}

/**
 * The job `issueLicences`: issues every licence of an approved application and delivers it. Once: the application is
 * locked, a second run finds it delivered, and the unique index on application and kind stands behind both.
 */
export async function issueLicences(context: Context, applicationId: string): Promise<void> {
  await context.database.transaction(async (tx) => {
    const application = await lockApplication(tx, applicationId);
    if (application.state !== 'approved') return;
    const bill = await billOf(tx, applicationId);
    if (bill && bill.state !== 'paid') return;
    const matter = await context.catalogue.version(application.matterId, application.matterVersion, tx);
    const citizen = await applicantOf(tx, application.citizenId);
    const sources = await openSources(context, tx, application, citizen);
    for (const result of matter.results) {
      const licenceId = await issueOne(context, tx, application, citizen, matter.department, result, sources);
      if (licenceId === null) continue;
      await advance(context, tx, applicationId, 'issueLicence', 'system', { detail: { licenceId, kind: result.kind } });
    }
    await advance(context, tx, applicationId, 'deliver', 'system');
  });
}

async function nextPlace(tx: Transaction): Promise<number> {
  const result = (await tx.execute(sql`SELECT nextval('licence_places')::int AS place`)) as unknown as {
    rows: { place: number }[];
  };
  return Number(result.rows[0]?.place);
}

async function issueOne(
  context: Context,
  tx: Transaction,
  { applicationId, citizenId }: ApplicationRow,
  { wrappedKey }: CitizenRow,
  issuer: { code: string; name: LocalText },
  result: MatterResult,
  sources: FieldSources,
): Promise<string | null> {
  const now = context.now();
  const { fields, validFrom, validUntil } = datedFields(licenceFields(result, sources, now), result, now);
  const content: Content = { holder: maskName(sources.citizen.name ?? ''), fields };
  const licenceNumber = newLicenceNumber(issuer.code, now);
  const place = await nextPlace(tx);
  const jws = signLicence(context.keys, {
    licenceNumber,
    place,
    kind: result.kind,
    nameZh: result.name.zh,
    holder: content.holder,
    issuerZh: issuer.name.zh,
    issuedAt: now,
    validFrom,
    validUntil,
  });
  const [issued] = await tx
    .insert(licences)
    .values({
      licenceId: newId('lic'),
      licenceNumber,
      applicationId,
      citizenId,
      kind: result.kind,
      name: result.name,
      issuer: issuer.name,
      state: 'valid',
      contentSealed: context.protection.seal(wrappedKey, 'licenceContent', JSON.stringify(content)),
      jwsSealed: context.protection.seal(wrappedKey, 'licenceJws', jws),
      issuedAt: now,
      validFrom,
      validUntil,
      place,
      department: issuer.code,
    })
    .onConflictDoNothing({ target: [licences.applicationId, licences.kind] })
    .returning({ licenceId: licences.licenceId });
  return issued?.licenceId ?? null;
}

/** Everything a field of a licence may come from, opened with the applicant's key. */
async function openSources(
  context: Context,
  tx: Transaction,
  application: ApplicationRow,
  { wrappedKey, nameSealed }: CitizenRow,
): Promise<FieldSources> {
  const open = (field: string, sealed: string | null): string | undefined =>
    sealed === null ? undefined : context.protection.open(wrappedKey, field, sealed);
  const record = (field: string, sealed: string | null): Record<string, string> =>
    JSON.parse(open(field, sealed) ?? '{}') as Record<string, string>;
  const papers = await papersOf(tx, application.applicationId);
  return {
    citizen: { name: open('name', nameSealed) },
    form: record('form', application.formSealed),
    case: record('caseRecord', application.caseRecordSealed),
    application: {
      acceptanceNumber: application.acceptanceNumber,
      plateNumber: await plateNumberOf(tx, application.applicationId),
    },
    evidence: new Map(papers.map(({ materialId, recordSealed }) => [materialId, record('record', recordSealed)])),
  };
}

/** A licence as the contract shows it. */
export async function presentLicence(context: Context, row: LicenceRow, wrappedKey: string): Promise<Licence> {
  const opened = context.protection.open(wrappedKey, 'licenceContent', row.contentSealed);
  const { holder, fields } = JSON.parse(opened) as Content;
  const jws = context.protection.open(wrappedKey, 'licenceJws', row.jwsSealed);
  return {
    licenceId: row.licenceId,
    licenceNumber: row.licenceNumber,
    kind: row.kind,
    name: row.name,
    applicationId: row.applicationId,
    holder,
    issuer: row.issuer,
    issuedAt: row.issuedAt.toISOString(),
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    state: row.state,
    fields,
    jws,
    qrImage: await qrImage(jws),
  };
}

type LicenceOperation = Extract<keyof Handlers, `licences.${string}`>;

/** Handlers of `licences.*`. */
export function licenceHandlers(context: Context): Pick<Handlers, LicenceOperation> {
  const find = (caller: CitizenCaller, place: Place | null, limit: number, licenceId?: string) =>
    context.database
      .select({ licence: licences, wrappedKey: citizens.wrappedKey })
      .from(licences)
      .innerJoin(applications, eq(applications.applicationId, licences.applicationId))
      .innerJoin(citizens, eq(citizens.citizenId, licences.citizenId))
      .where(
        and(
          eq(licences.citizenId, caller.citizenId),
          readableBy(caller),
          licenceId === undefined ? undefined : eq(licences.licenceId, licenceId),
          place === null
            ? undefined
            : or(
                lt(licences.issuedAt, place.at),
                and(eq(licences.issuedAt, place.at), lt(licences.licenceId, place.id)),
              ),
        ),
      )
      .orderBy(desc(licences.issuedAt), desc(licences.licenceId))
      .limit(limit);
  return {
    'licences.list': async ({ query, caller }) => {
      const limit = query.limit ?? 20;
      const rows = await find(caller, query.cursor === undefined ? null : placeOf(query.cursor), limit + 1);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        items: await Promise.all(shown.map(({ licence, wrappedKey }) => presentLicence(context, licence, wrappedKey))),
        nextCursor: last ? cursorOf({ at: last.licence.issuedAt, id: last.licence.licenceId }) : null,
      };
    },
    'licences.get': async ({ params, caller }) => {
      const [found] = await find(caller, null, 1, params.licenceId);
      if (!found) throw new ProblemError('not_found');
      return presentLicence(context, found.licence, found.wrappedKey);
    },
    'licences.verify': ({ body }) => verifyOnline(context, body.jws),
    'licences.keys': async () => ({ keys: context.keys.published('licence') }),
    'licences.revocations': () => revocationsNow(context),
    'licences.revoke': ({ body, caller, keep }) => revokeLicence(context, caller, body, keep),
  };
}
