// A last day computed before the year's notice of holidays is computed again at the next start, and only then.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addTerm } from '@onetrip/shared/deadline';
import { eq } from 'drizzle-orm';
import { settleProvisionalDates } from '../src/applications/provisionalDates.ts';
import { applications } from '../src/database/schema.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround } from './support/ground.ts';

describe.each(databaseKinds)('provisional last days on %s', (kind) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await layGround(kind);
  });
  afterAll(() => ground.close());

  async function filed(more: { dueProvisional: boolean }) {
    const { database } = ground.context;
    const applicationId = await ground.application(await ground.citizen());
    const acceptedAt = new Date('2026-03-02T08:00:00Z');
    await database
      .update(applications)
      .set({ acceptedAt, dueDate: '2026-12-31', open: true, ...more })
      .where(eq(applications.applicationId, applicationId));
    return async () => {
      const [row] = await database.select().from(applications).where(eq(applications.applicationId, applicationId));
      return { date: row?.dueDate, provisional: row?.dueProvisional };
    };
  }

  test('a provisional one follows the notice; one that was certain is left alone', async () => {
    const provisional = await filed({ dueProvisional: true });
    const certain = await filed({ dueProvisional: false });
    await settleProvisionalDates(ground.context);
    expect(await provisional()).toEqual(addTerm(new Date('2026-03-02T08:00:00Z'), { count: 0, unit: 'workingDays' }));
    expect(await certain()).toEqual({ date: '2026-12-31', provisional: false });
  });
});
