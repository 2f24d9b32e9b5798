// The table of what is kept is complete; and what it says is in the export is there, row by row.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PersonalDataExport, RetentionKind } from '@onetrip/shared/contract';
import { retention } from '@onetrip/shared/rules';
import { eq, getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { appendEvent } from '../src/applications/events.ts';
import type { Context } from '../src/context.ts';
import * as schema from '../src/database/schema/index.ts';
import { createJournal } from '../src/departments/journal.ts';
import type { CitizenCaller } from '../src/http/handlers.ts';
import { exportFor } from '../src/privacy/exporting.ts';
import { keptTables } from '../src/privacy/kept.ts';
import { type Ground, layGround } from './support/ground.ts';

const tables = Object.values(schema).flatMap((entry: unknown) => (is(entry, PgTable) ? [entry] : []));
const tableOf = (name: string) => tables.find((table) => getTableName(table) === name);

describe('the table of what is kept', () => {
  /** A row that names a citizen, hangs on what does, or holds what is sealed. */
  const personal =
    /_sealed$|^citizen_id$|^mobile_hash$|^principal_id$|^subject_id$|^(application|bill|notice|delivery|upload)_id$|^text_hash$/;
  const found = tables
    .filter((table) => getTableConfig(table).columns.some(({ name }) => personal.test(name)))
    .map(getTableName);

  test('names every table with personal data and no other, its term, and the export’s part or why it has none', () => {
    expect(found.filter((name) => !(name in keptTables))).toEqual([]);
    expect(Object.keys(keptTables).filter((name) => !found.includes(name))).toEqual([]);
    for (const { kind, ...shown } of Object.values(keptTables)) {
      if (kind in retention) expect(retention[kind as RetentionKind].count).toBeGreaterThan(0);
      else expect(['account', 'history', 'accounting', 'service']).toContain(kind);
      if ('notExported' in shown) expect(shown.notExported.length).toBeGreaterThan(20);
    }
  });
});

describe('the export', () => {
  let ground: Ground;
  let exported: PersonalDataExport;

  beforeAll(async () => {
    ground = await layGround('pglite');
    const context: Context = {
      ...ground.context,
      config: { ...ground.context.config, wechat: { templates: [{ template: 'result', templateId: 'template-1' }] } },
      catalogue: { ...ground.context.catalogue, departmentName: (code: string) => ({ zh: code }) },
      departments: { connector: () => undefined },
    } as unknown as Context;
    const caller = { ...(await ground.citizen({ level: 2, name: '王小明' })), level: 3 };
    await fill(context, caller, await ground.application(caller));
    exported = await exportFor(context, caller);
  });
  afterAll(() => ground.close());

  /** A row in every table the export shows, each with something that is found again in it. */
  async function fill({ database, protection, now }: Context, caller: CitizenCaller, applicationId: string) {
    const { citizenId } = caller;
    const [citizen] = await database.select().from(schema.citizens).where(eq(schema.citizens.citizenId, citizenId));
    const seal = (field: string, value: unknown) =>
      protection.seal(citizen?.wrappedKey ?? '', field, JSON.stringify(value));
    const at = now();
    const expiresAt = new Date(at.getTime() + 86_400_000);
    const text = (zh: string) => ({ zh });
    const idNumberSealed = protection.seal(citizen?.wrappedKey ?? '', 'idNumber', '330102199001011234');
    await database.update(schema.citizens).set({ idNumberSealed });
    await database.update(schema.applications).set({ noticeHash: 'mark-notice-text' });
    await database.insert(schema.sessions).values({ tokenHash: 't', citizenId, level: 3, expiresAt, createdAt: at });
    await database.insert(schema.drafts).values({
      draftId: 'mark-draft',
      ...{ citizenId, matterId: 'HZ-JJ-026', version: 1, atCounter: false, updatedAt: at, expiresAt },
      contentSealed: seal('draft', { situation: {}, form: {}, commitments: [] }),
    });
    const upload = { citizenId, type: 'application/pdf' as const, size: 9, held: 9, expiresAt };
    await database.insert(schema.uploads).values([
      { uploadId: 'mark-upload', ...upload, state: 'open' },
      { uploadId: 'mark-given-upload', ...upload, state: 'used', applicationId, materialId: 'm1', expiresAt: at },
    ]);
    await database.insert(schema.applicationSupplements).values({
      ...{ applicationId, askedAt: at, givenAt: at },
      itemsSealed: seal('supplementItems', [{ field: 'use', what: text('mark-asked'), why: text('why') }]),
      givenSealed: seal('supplementGiven', { form: { use: 'mark-given' }, commitments: [], statements: {} }),
    });
    await database.insert(schema.applicationPapers).values({
      ...{ applicationId, materialId: 'mark-paper', position: 0, name: text('住所'), kind: 'record' as const },
      ...{ status: 'contradiction' as const, queryId: 'q1' },
      recordSealed: seal('record', { address: 'mark-record' }),
      differenceSealed: seal('difference', { stated: { address: 'mark-stated' }, found: { address: 'mark-found' } }),
    });
    await database.insert(schema.deliveries).values({
      ...{ deliveryId: 'd1', applicationId, direction: 'toCitizen' as const, kind: 'post' as const },
      ...{ state: 'sent' as const, waybill: 'mark-waybill', createdAt: at, updatedAt: at },
      addressSealed: seal('delivery.address', { street: 'mark-street' }),
    });
    await database.insert(schema.deliveryEvents).values({ deliveryId: 'd1', seq: 1, state: 'sent', at });
    await database.insert(schema.noticeTexts).values({
      ...{ textHash: 'mark-notice-text', version: 1, content: text('告知'), firstShownAt: at },
    });
    const notice = { noticeId: 'mark-notice', citizenId, applicationId, cause: 'c', kind: 'delivered' as const, at };
    await database.insert(schema.notices).values(notice);
    const sending = { noticeId: 'mark-notice', channel: 'sms' as const, state: 'sent' as const, updatedAt: at };
    await database.insert(schema.noticeSendings).values(sending);
    await database.insert(schema.noticePreferences).values({ citizenId, wechat: false, sms: true, updatedAt: at });
    await database
      .insert(schema.wechatSubscriptions)
      .values({ citizenId, template: 'result', remaining: 7, updatedAt: at });
    await database.insert(schema.bills).values({
      ...{ billId: 'mark-bill', billNumber: 'b1', applicationId, citizenId, title: text('费'), payee: text('财政') },
      ...{ state: 'paid' as const, items: [], dueFen: 1000, issuedAt: at, expiresAt },
    });
    await database.insert(schema.payments).values({
      ...{ paymentId: 'mark-payment', billId: 'mark-bill', citizenId, channel: 'wechatNative' as const },
      ...{ state: 'succeeded' as const, amountFen: 1000, outTradeNo: 'o1', createdAt: at, expiresAt },
    });
    await database.insert(schema.refunds).values({
      ...{ refundId: 'mark-refund', paymentId: 'mark-payment', billId: 'mark-bill', outRefundNo: 'r1' },
      ...{ amountFen: 1000, reason: 'billSettled' as const, state: 'requested' as const, requestedAt: at },
    });
    await database.insert(schema.licences).values({
      ...{ licenceId: 'mark-licence', licenceNumber: 'l1', applicationId, citizenId, kind: 'k', name: text('证') },
      ...{ issuer: text('公安'), state: 'valid' as const, issuedAt: at, validFrom: '2026-03-02', place: 1 },
      department: 'JJ',
      contentSealed: seal('licenceContent', { holder: '王*明', fields: [] }),
      jwsSealed: protection.seal(citizen?.wrappedKey ?? '', 'licenceJws', 'a.b.c'),
    });
    await database.insert(schema.plateReservations).values({
      ...{
        reservationId: 'mark-plate',
        offerId: 'o1',
        citizenId,
        kind: 'newEnergySmall' as const,
        number: '浙AD12345',
      },
      ...{ vinHash: 'h', state: 'held' as const, expiresAt },
      vinSealed: protection.seal(citizen?.wrappedKey ?? '', 'vin', 'LATPAB071W1005301'),
    });
    await database.insert(schema.faceChecks).values({
      ...{
        certifyId: 'f1',
        citizenId,
        sessionTokenHash: 't',
        providerToken: 'p',
        identitySealed: '',
        identityHash: 'h',
      },
      ...{ returnCodeHash: 'r', returnTo: '/', state: 'passed' as const, startedAt: at, expiresAt },
    });
    await database.insert(schema.consents).values({
      ...{ consentId: 'mark-consent', citizenId, applicationId, purposeId: 'p', kind: 'handOverProgress' as const },
      ...{ basis: 'consent' as const, recipientId: 'bank', recipientName: text('银行'), textHash: 'mark-notice-text' },
      givenAt: at,
    });
    await database.insert(schema.delegations).values({
      ...{ delegationId: 'mark-delegation', kind: 'agreed' as const, principalId: citizenId, scope: {}, expiresAt },
      ...{ proposedBySide: 'principal' as const, power: 'see' as const, proposedAt: at },
    });
    await database.insert(schema.accesses).values({
      ...{ accessId: 'mark-access', citizenId, party: 'officer' as const, partyId: 'S1', partyName: text('公安') },
      ...{ what: text('案卷'), operation: 'cases.get', basis: 'statutoryDuty' as const, applicationId, at },
    });
    await createJournal(database).record({
      ...{
        kind: 'query' as const,
        department: 'GA',
        register: 'population',
        subjectId: 'q1',
        items: ['mark-item'],
        sent: '{}',
      },
      asker: { applicationId, citizenId, questionHash: null, seal: (said) => seal('exchange', JSON.parse(said)) },
      ...{ outcome: 'answered' as const, askedAt: at, endedAt: at },
    });
    await database.transaction((tx) =>
      appendEvent(ground.context, tx, applicationId, { type: 'paperReceived', actor: 'system' }),
    );
  }

  /** What shows that a table's rows are in their part of the export. */
  const marks: Readonly<Record<string, readonly string[]>> = {
    citizens: ['王小明', '330102199001011234'],
    sessions: ['"level":3'],
    drafts: ['mark-draft'],
    uploads: ['mark-upload', 'mark-given-upload'],
    applications: ['LATPAB071W1005301'],
    application_supplements: ['mark-asked', 'mark-given'],
    application_papers: ['mark-paper', 'mark-record', 'mark-stated', 'mark-found'],
    application_events: ['paperReceived'],
    licences: ['mark-licence'],
    deliveries: ['mark-waybill', 'mark-street'],
    delivery_events: ['"track":[{'],
    notices: ['mark-notice'],
    notice_sendings: ['"channel":"sms"'],
    notice_preferences: ['"wechat":false'],
    wechat_subscriptions: ['"left":7'],
    notice_texts: ['告知'],
    exchanges: ['mark-item'],
    accesses: ['mark-access'],
    consents: ['mark-consent'],
    delegations: ['mark-delegation'],
    face_checks: ['"passed"'],
    plate_reservations: ['mark-plate'],
    bills: ['mark-bill'],
    payments: ['mark-payment'],
    refunds: ['"billSettled"'],
  };
  const shown = Object.entries(keptTables).flatMap(([table, kept]) =>
    'inExport' in kept ? [{ table, part: kept.inExport }] : [],
  );

  test.each(shown)('shows the rows of $table in $part', ({ table, part }) => {
    expect(tableOf(table)).toBeDefined();
    const text = JSON.stringify(exported[part]);
    expect(marks[table]?.length).toBeGreaterThan(0);
    for (const mark of marks[table] ?? []) expect(text).toContain(mark);
  });

  test('has no part that comes from nowhere', () => {
    const parts = Object.keys(exported).filter((name) => name !== 'format' && name !== 'exportedAt');
    expect(new Set(shown.map(({ part }) => part))).toEqual(new Set(parts));
  });
});
