// The export: everything held about a citizen, opened, as far as it is his to see in this session.
import type { DataAccess, Notice, PersonalDataExport } from '@onetrip/shared/contract';
import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import type { Place } from '../applications/cursor.ts';
import { readableBy } from '../applications/readable.ts';
import { presentBill } from '../bills/service.ts';
import type { Context } from '../context.ts';
import {
  applications,
  bills,
  faceChecks,
  licences,
  payments,
  plateReservations,
  sessions,
  uploads,
} from '../database/schema/index.ts';
import { delegationsOf } from '../delegations/service.ts';
import { showDraft } from '../drafts/service.ts';
import { listDrafts } from '../drafts/store.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { citizenById, identityOf, mobileOf, openidOf } from '../identity/citizens.ts';
import { inPersonLevel } from '../identity/sessions.ts';
import { presentLicence } from '../licences/service.ts';
import { inboxPage, subscriptionsOf } from '../notices/inbox.ts';
import { preferencesOf } from '../notices/outbox.ts';
import { presentPayment } from '../payments/service.ts';
import { readableUpload, showUpload } from '../uploads/store.ts';
import { accessesOf } from './accesses.ts';
import { exportedCases } from './exportedCases.ts';
import { consentsOf, noticesShown } from './notices.ts';

/** Nobody is told what is held about somebody whose number was never checked. */
const levelNeeded = 2;

/** Entries of a list that are read at a time. */
const pageSize = 500;

/** A whole list that is read page by page. @param placeOf where an entry stands in it */
async function everyPage<T>(
  placeOf: (entry: T) => Place,
  read: (page: { before: Place | null; limit: number }) => Promise<T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await read({ before: last === undefined ? null : placeOf(last), limit: pageSize });
    all.push(...page);
    if (page.length < pageSize) return all;
  }
}

/**
 * Writes the export. What was filed at a counter is in it only for somebody who was seen; at a counter, only what belongs
 * to the matters handled there, and nothing of the phone.
 * @throws ProblemError `identity_level_too_low`
 */
export async function exportFor(context: Context, caller: CitizenCaller): Promise<PersonalDataExport> {
  const { database, protection } = context;
  if (caller.level < levelNeeded) throw new ProblemError('identity_level_too_low', { neededLevel: levelNeeded });
  const citizen = await citizenById(database, caller.citizenId);
  const atCounter = caller.assistance !== null;
  const identity = identityOf(protection, citizen);
  const ofMine = readableBy(caller);
  const billed = await database
    .select({ bill: bills })
    .from(bills)
    .innerJoin(applications, eq(applications.applicationId, bills.applicationId))
    .where(ofMine);
  const paid = await database
    .select({ payment: payments })
    .from(payments)
    .innerJoin(bills, eq(bills.billId, payments.billId))
    .innerJoin(applications, eq(applications.applicationId, bills.applicationId))
    .where(ofMine);
  const held = await database
    .select({ licence: licences })
    .from(licences)
    .innerJoin(applications, eq(applications.applicationId, licences.applicationId))
    .where(ofMine);
  const plates = await database
    .select({ plate: plateReservations })
    .from(plateReservations)
    .leftJoin(applications, eq(applications.applicationId, plateReservations.applicationId))
    .where(
      and(
        eq(plateReservations.citizenId, caller.citizenId),
        // Where it was chosen is not known until it is filed: until then only somebody who was seen is told.
        or(ofMine, caller.level >= inPersonLevel ? isNull(plateReservations.applicationId) : undefined),
      ),
    );
  const sent = await database
    .select()
    .from(uploads)
    .where(readableUpload(database, caller, context.now()));
  const opened = await database
    .select()
    .from(sessions)
    .where(and(eq(sessions.citizenId, caller.citizenId), gt(sessions.expiresAt, context.now())))
    .orderBy(asc(sessions.createdAt));
  const checks = await database.select().from(faceChecks).where(eq(faceChecks.citizenId, caller.citizenId));
  const { wrappedKey } = citizen;
  return {
    format: 'onetrip-export/1',
    exportedAt: context.now().toISOString(),
    citizen: {
      citizenId: citizen.citizenId,
      level: caller.level,
      name: identity?.name ?? null,
      idNumber: identity?.idNumber ?? null,
      mobile: atCounter ? null : mobileOf(protection, citizen),
      wechat: atCounter ? null : openidOf(protection, citizen),
      since: citizen.createdAt.toISOString(),
    },
    sessions: atCounter
      ? []
      : opened.map((session) => ({
          openedAt: session.createdAt.toISOString(),
          expiresAt: session.expiresAt.toISOString(),
          atCounter: session.embedSessionId !== null,
          level: session.level ?? citizen.level,
        })),
    applications: await exportedCases(context, caller, citizen),
    drafts: (await listDrafts(database, caller, context.now())).map((row) => showDraft(context, row, wrappedKey)),
    uploads: sent.map((row) => ({
      ...showUpload(row),
      applicationId: row.applicationId,
      materialId: row.materialId,
    })),
    bills: await Promise.all(billed.map(({ bill }) => presentBill(context, bill))),
    payments: await Promise.all(paid.map(({ payment }) => presentPayment(context, payment))),
    licences: await Promise.all(held.map(({ licence }) => presentLicence(context, licence, wrappedKey))),
    plates: atCounter
      ? []
      : plates.map(({ plate: row }) => ({
          reservationId: row.reservationId,
          number: row.number,
          kind: row.kind,
          vin: protection.open(wrappedKey, 'vin', row.vinSealed),
          expiresAt: row.expiresAt.toISOString(),
        })),
    faceChecks: checks.map(({ startedAt, state }) => ({ startedAt: startedAt.toISOString(), state })),
    consents: await consentsOf(context, caller),
    notices: await noticesShown(context, caller),
    inbox: await everyPage(
      ({ at, noticeId }: Notice) => ({ at: new Date(at), id: noticeId }),
      (page) => inboxPage(context, caller, page),
    ),
    noticePreferences: atCounter ? null : await preferencesOf(database, caller.citizenId),
    noticeSubscriptions: atCounter ? null : await subscriptionsOf(context, database, caller.citizenId),
    delegations: atCounter ? [] : await delegationsOf(context, caller),
    accesses: await everyPage(
      ({ at, accessId }: DataAccess) => ({ at: new Date(at), id: accessId }),
      (page) => accessesOf(context, caller, page),
    ),
  };
}
