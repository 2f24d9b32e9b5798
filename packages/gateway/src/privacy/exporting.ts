// The export: everything held about a citizen, opened, as far as it is his to see in this session.
import type { PersonalDataExport } from '@onetrip/shared/contract';
import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import { eventsOf, showEvent } from '../applications/events.ts';
import { openForm } from '../applications/gathering.ts';
import { readableBy } from '../applications/readable.ts';
import { papersOf, showApplication } from '../applications/store.ts';
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
} from '../database/schema/index.ts';
import { delegationsOf } from '../delegations/service.ts';
import { showDraft } from '../drafts/service.ts';
import { listDrafts } from '../drafts/store.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { citizenById, identityOf, mobileOf, openidOf } from '../identity/citizens.ts';
import { inPersonLevel } from '../identity/sessions.ts';
import { presentLicence } from '../licences/service.ts';
import { presentPayment } from '../payments/service.ts';
import { accessesOf } from './accesses.ts';
import { consentsOf, noticesShown } from './notices.ts';

/** Nobody is told what is held about somebody whose number was never checked. */
const levelNeeded = 2;

/** Entries of the list of accesses that are read at a time. */
const pageOfAccesses = 500;

async function allAccesses(context: Context, caller: CitizenCaller): Promise<PersonalDataExport['accesses']> {
  const all: PersonalDataExport['accesses'] = [];
  for (;;) {
    const last = all.at(-1);
    const before = last ? { at: new Date(last.at), id: last.accessId } : null;
    const page = await accessesOf(context, caller, { before, limit: pageOfAccesses });
    all.push(...page);
    if (page.length < pageOfAccesses) return all;
  }
}

/**
 * Writes the export. What was filed at a counter is in it only for somebody who was seen; at a counter, only what belongs
 * to the matters handled there, and nothing of the phone.
 * @throws ProblemError `identity_level_too_low`
 */
export async function exportFor(context: Context, caller: CitizenCaller): Promise<PersonalDataExport> {
  const { database, protection, catalogue } = context;
  if (caller.level < levelNeeded) throw new ProblemError('identity_level_too_low', { neededLevel: levelNeeded });
  const citizen = await citizenById(database, caller.citizenId);
  const atCounter = caller.assistance !== null;
  const identity = identityOf(protection, citizen);
  const mine = await database.select().from(applications).where(readableBy(caller)).orderBy(asc(applications.filedAt));
  const cases = [];
  for (const row of mine) {
    const { name } = await catalogue.version(row.matterId, row.matterVersion);
    const names = new Map(
      (await papersOf(database, row.applicationId)).map((one) => [one.materialId, one.name] as const),
    );
    cases.push({
      application: await showApplication(context, database, row, name),
      form: openForm(context, citizen, row),
      events: (await eventsOf(database, row.applicationId)).map((entry) => showEvent(entry, names)),
    });
  }
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
    applications: cases,
    drafts: (await listDrafts(database, caller, context.now())).map((row) => showDraft(context, row, wrappedKey)),
    bills: billed.map(({ bill }) => presentBill(bill, context.now())),
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
    delegations: atCounter ? [] : await delegationsOf(context, caller),
    accesses: await allAccesses(context, caller),
  };
}
