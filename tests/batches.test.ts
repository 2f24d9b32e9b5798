// Batches over HTTP: what the reform published when, with the public list of each.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '@onetrip/sdk';
import { type System, startSystem } from './support/system.ts';

let system: System;
let client: Client;
beforeAll(async () => {
  system = await startSystem();
  client = system.client();
});
afterAll(() => system.close());

test('three batches of proofs, two of ID-only matters, one of mobile ones, open to everybody', async () => {
  const { items, disclaimer } = await client.batches.list();
  expect(items.map(({ kind }) => kind).sort()).toEqual(['idOnly', 'idOnly', 'mobile', 'papers', 'papers', 'papers']);
  expect(disclaimer.zh).toContain('非官方');
  for (const { batchId, publishedOn, count } of items) {
    const batch = await client.batches.get(batchId);
    expect(batch).toMatchObject({ batchId, publishedOn, count });
    expect(batch.matters.length + batch.papers.length).toBe(count);
  }
});

test('what a list of ID-only matters names, a guide confirms', async () => {
  const { matters } = await client.batches.get('idOnly-1');
  const guides = await Promise.all(matters.slice(0, 5).map(({ matterId }) => client.matters.get(matterId)));
  expect(guides.map(({ idOnly }) => idOnly)).toEqual(guides.map(() => true));
});

test('a batch nobody published', async () => {
  await expect(client.batches.get('idOnly-9')).rejects.toMatchObject({ code: 'batch_not_found', status: 404 });
});
