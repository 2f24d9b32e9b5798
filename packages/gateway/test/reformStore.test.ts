// Rows of the reform register: lists show each officer what the rules let him see, and demands keep their answers.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OfficerRole, reformStates, type Source } from '@onetrip/shared/contract';
import { reformPartsOf } from '@onetrip/shared/rules';
import { eq } from 'drizzle-orm';
import type { OpenDatabase } from '../src/database/connection.ts';
import { reformDemands, reformEvents, reformFiles } from '../src/database/schema/index.ts';
import type { OfficerCaller } from '../src/http/handlers.ts';
import {
  appendEvent,
  demandsOfFile,
  eventsOfFile,
  listDemands,
  listFiles,
  visibleTo,
  writeDemands,
} from '../src/reform/store.ts';
import { databaseKinds, openTestDatabase } from './support/databases.ts';

const at = new Date('2026-03-02T09:00:00+08:00');
const text = (zh: string) => ({ zh, en: zh });
const source = (department: string, fields = ['status']): Source => ({
  register: 'marriage',
  department,
  label: text('婚姻登记库'),
  fields,
});
const demandOn = (department: string, partId = 'certificate', fields?: string[]) => ({
  matterId: 'HZ-GA-001',
  part: 'material' as const,
  partId,
  name: text(partId),
  source: source(department, fields),
  theme: '婚育',
});
const officer = (department: string | null, ...roles: OfficerRole[]): OfficerCaller => ({
  kind: 'officer',
  officerId: 'S1',
  name: '沈若楠',
  department,
  roles,
  tokenHash: '',
  expiresAt: at,
});

describe.each(databaseKinds)('on %s', (kind) => {
  let open: OpenDatabase;
  const file = (reformId: string, state: (typeof reformStates)[number], department = 'GA') =>
    open.database.insert(reformFiles).values({
      reformId,
      department,
      state,
      reason: '理由',
      matters: [],
      opinions: [],
      createdAt: at,
      updatedAt: at,
    });
  beforeAll(async () => {
    open = await openTestDatabase(kind);
    for (const department of ['GA', 'JY']) {
      for (const state of reformStates) {
        const reformId = `${department}-${state}`;
        await file(reformId, state, department);
        if (department === 'GA') await open.database.transaction((tx) => writeDemands(tx, reformId, [demandOn('MZ')]));
      }
    }
  });
  afterAll(() => open?.close());

  test('a list holds exactly the files an officer has a part in', async () => {
    const officers = [
      officer(null, 'reformOffice'),
      officer('GA', 'departmentReporter'),
      officer('MZ', 'departmentReporter'),
      officer('MZ', 'departmentReporter', 'caseOfficer'),
      officer('WJ', 'departmentReporter'),
      officer('GA', 'departmentReporter', 'reformOffice'),
      officer('MZ', 'departmentReporter', 'reformOffice'),
    ];
    for (const one of officers) {
      const visible = visibleTo(open.database, one);
      const listed = await listFiles(open.database, { visible, before: null, limit: 100 });
      const expected = ['GA', 'JY'].flatMap((department) =>
        reformStates
          .filter((state) => {
            const suppliers = department === 'GA' ? ['MZ'] : [];
            return reformPartsOf(one, { state, department, suppliers }).length > 0;
          })
          .map((state) => `${department}-${state}`),
      );
      expect([one.department, one.roles, listed.map(({ reformId }) => reformId).sort()]).toEqual([
        one.department,
        one.roles,
        expected.sort(),
      ]);
    }
  });

  test('demands are listed of files under review: to the office, to who makes them and to whom they are made', async () => {
    const listed = async (one: OfficerCaller) =>
      (await listDemands(open.database, one)).map(({ file: { state } }) => state).sort();
    const underReview = ['agreed', 'reported', 'reportedAgain', 'returned'];
    expect(await listed(officer(null, 'reformOffice'))).toEqual(underReview);
    expect(await listed(officer('GA', 'departmentReporter'))).toEqual(underReview);
    expect(await listed(officer('MZ', 'departmentReporter'))).toEqual(underReview);
    expect(await listed(officer('JY', 'departmentReporter'))).toEqual([]);
  });

  test('a demand that asks the same keeps its answer; one that asks otherwise is open again', async () => {
    const reformId = 'GA-returned';
    const write = (...demands: ReturnType<typeof demandOn>[]) =>
      open.database.transaction((tx) => writeDemands(tx, reformId, demands));
    await write(demandOn('MZ'), demandOn('MZ', 'other', ['status', 'registeredOn']));
    const answer = {
      outcome: 'declined' as const,
      suppliedFrom: null,
      note: '不便',
      answeredAt: at.toISOString(),
      officerId: 'S2',
    };
    await open.database.update(reformDemands).set({ answer }).where(eq(reformDemands.reformId, reformId));
    const before = await demandsOfFile(open.database, reformId);
    await write(demandOn('MZ', 'other', ['registeredOn', 'status']), demandOn('MZ', 'certificate', ['registeredOn']));
    const after = await demandsOfFile(open.database, reformId);
    expect(after.map(({ partId, answer: kept }) => [partId, kept?.outcome ?? null])).toEqual([
      ['other', 'declined'],
      ['certificate', null],
    ]);
    expect(after[0]?.demandId).toBe(before[1]?.demandId);
    await write();
    expect(await demandsOfFile(open.database, reformId)).toEqual([]);
  });

  test('the history is added to, and the database refuses to change it', async () => {
    const reformId = 'GA-reported';
    const { database } = open;
    const append = (type: 'created' | 'reported') =>
      database.transaction((tx) =>
        appendEvent(tx, reformId, { type, at, actor: 'department', officer: officer('GA', 'departmentReporter') }),
      );
    await append('created');
    await append('reported');
    expect((await eventsOfFile(database, reformId)).map(({ seq, type }) => `${seq} ${type}`)).toEqual([
      '1 created',
      '2 reported',
    ]);
    const mine = eq(reformEvents.reformId, reformId);
    await expect(database.update(reformEvents).set({ note: '改写' }).where(mine)).rejects.toThrow();
    await expect(database.delete(reformEvents).where(mine)).rejects.toThrow();
    expect(await eventsOfFile(database, reformId)).toHaveLength(2);
  });
});
