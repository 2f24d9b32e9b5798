// Insights over HTTP: what to unlock next, from the catalogue in force.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '@onetrip/sdk';
import { type System, startSystem } from './support/system.ts';

let system: System;
let client: Client;
beforeAll(async () => {
  system = await startSystem();
  client = system.client();
});
afterEach(() => system.phone.allWell());
afterAll(() => system.close());

test('the best sequence of steps, with what it saves and how sure that is', async () => {
  const plan = await client.insights.unlock({ budget: 3 });
  expect(plan).toMatchObject({ budget: 3, goal: 'everySituation', steps: { length: 3 } });
  expect(plan.casesAYear).toBeLessThanOrEqual(plan.upperBound);
  expect(plan.steps.reduce((sum, { matters }) => sum + matters.length, plan.idOnlyBefore)).toBe(plan.idOnlyAfter);
  expect(plan.disclaimer.zh).toContain('非官方');
  const some = await client.insights.unlock({ goal: 'someSituation' });
  expect(some.idOnlyBefore).toBeGreaterThan(plan.idOnlyBefore);
});

test('a budget out of range is refused by its field', async () => {
  await expect(client.insights.unlock({ budget: 21 })).rejects.toMatchObject({
    code: 'invalid_request',
    fields: [{ field: 'budget' }],
  });
});

test('a plan names the papers that keep its matter from ID-only', async () => {
  const unlocked = (await client.insights.unlock({ budget: 1 })).steps[0]?.matters[0];
  const { blocking, idOnly } = await client.matters.plan(unlocked?.matterId ?? '', { situation: {} });
  expect(idOnly).toBe(false);
  expect(blocking.inEverySituation.length).toBeGreaterThan(0);
  expect(blocking.explanation.zh).toMatch(/。$/);
});
