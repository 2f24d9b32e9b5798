// Drafts in the store: sealed with the person's key, forgotten in time, and never more than their number.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SaveDraftBody } from '@onetrip/shared/contract';
import { drafts } from '../src/database/schema/index.ts';
import { draftHandlers, sweepDrafts } from '../src/drafts/service.ts';
import type { CitizenCaller } from '../src/http/handlers.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround } from './support/ground.ts';

const dayMs = 86_400_000;
const body: SaveDraftBody = {
  matterId: 'HZ-JJ-026',
  situation: { reason: 'lost' },
  form: { mobile: '13900001234', address: '杭州市西湖区文三路 1 号' },
  commitments: ['notHeld'],
};

describe.each(databaseKinds)('drafts on %s', (kind) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await layGround(kind);
  });
  afterAll(() => ground.close());
  const request = (caller: CitizenCaller) => ({
    caller,
    prove: async () => caller,
    query: undefined,
    requestId: 'test',
    keep: async () => {},
  });
  const save = (caller: CitizenCaller, more: Partial<SaveDraftBody> = {}) =>
    draftHandlers(ground.context)['drafts.save']({ ...request(caller), params: undefined, body: { ...body, ...more } });
  const list = async (caller: CitizenCaller) =>
    (await draftHandlers(ground.context)['drafts.list']({ ...request(caller), params: undefined, body: undefined }))
      .items;

  test('nothing that was entered stands in the database in clear', async () => {
    const saved = await save(await ground.citizen());
    expect(saved).toMatchObject(body);
    const rows = JSON.stringify(await ground.context.database.select().from(drafts));
    for (const word of ['13900001234', '文三路', 'lost', 'notHeld']) expect(rows).not.toContain(word);
  });

  test('untouched for thirty days it is forgotten; saved again it is kept', async () => {
    const caller = await ground.citizen();
    const left = await save(caller);
    const kept = await save(caller);
    ground.pass(20 * dayMs);
    await save(caller, { draft: { draftId: kept.draftId, version: kept.version } });
    ground.pass(11 * dayMs);
    expect((await list(caller)).map(({ draftId }) => draftId)).toEqual([kept.draftId]);
    await sweepDrafts(ground.context);
    const there = (await ground.context.database.select().from(drafts)).map(({ draftId }) => draftId);
    expect(there).toContain(kept.draftId);
    expect(there).not.toContain(left.draftId);
  });

  test('of many devices adding at once, none gets past the limit', async () => {
    const caller = await ground.citizen();
    const outcomes = await Promise.allSettled(Array.from({ length: 25 }, () => save(caller)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(await list(caller)).toHaveLength(20);
  });
});
