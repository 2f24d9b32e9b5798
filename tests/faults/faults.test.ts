// A seeded sample of the fault test, and the proof that its oracle sees what it looks for. All of it: `npm run faults`.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as sandbox from '@onetrip/sandbox';
import { run as runCommand } from '../../scripts/run.mjs';
import { serverDatabase } from '../support/readyDatabases.ts';
import { type City, startCity } from './city.ts';
import type { Act } from './faults.ts';
import { judge, Told } from './judge.ts';
import { requestPoint } from './points.ts';
import type { PassingAnswer } from './requestLink.ts';
import { runFaults } from './run.ts';
import { lostLicence, type Walk, walk } from './walk.ts';

let city: City;
beforeAll(async () => {
  await runCommand(process.execPath, ['scripts/build.mjs', '--only', 'gateway']);
  city = await startCity(await serverDatabase('seeded'), sandbox);
}, 120_000);
afterAll(() => city.close());

test('cut, delayed, repeated, reordered and killed: nothing is lost, nothing doubled, every promise kept', async () => {
  const report = await runFaults(city, { seed: 2018, sample: 2 });
  expect(report.findings).toEqual([]);
  expect(report).toMatchObject({ lost: 0, doubled: 0, unkept: 0 });
  expect(report.rows.map(({ kind }) => kind)).toEqual([
    'kill -9',
    'cut before',
    'cut after',
    'delay',
    'repeat',
    'reorder',
  ]);
  expect(report.faults).toBeGreaterThanOrEqual(10);
}, 240_000);

describe('with a guard broken on purpose, the oracle counts', () => {
  const filing = requestPoint('citizen → gateway', 'POST', '/v1/applications');

  async function judged(act: Act): Promise<{ walked: Walk; verdict: Awaited<ReturnType<typeof judge>> }> {
    const [citizen] = city.drivers;
    if (!citizen) throw new Error('nobody drives');
    const { disarm } = city.board.arm({ point: filing, act });
    try {
      const walked = await walk(city, citizen, lostLicence);
      return { walked, verdict: await judge(city, [walked], new Told()) };
    } finally {
      disarm();
    }
  }

  test('an application filed twice', async () => {
    const { walked, verdict } = await judged(async (passage) => {
      await passage.forward();
      // Neither its key nor the application that is open already is remembered: the repetition is a second deed.
      await city.rows('DELETE FROM idempotency_keys');
      await city.rows('DROP INDEX applications_open');
      passage.cut();
    });
    expect(walked.applicationId).not.toBeNull();
    expect(verdict.doubled).toEqual([expect.stringMatching(/^application app_[\w-]+, of which nobody was told$/)]);
  }, 60_000);

  test('an application acknowledged and never filed, and the promise that goes with it', async () => {
    const forged: PassingAnswer = {
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ applicationId: 'app_forged', acceptanceNumber: '33012026010100000001' })),
    };
    const { verdict } = await judged(async (passage) => passage.answer(forged as never));
    expect(verdict.lost).toEqual(['application app_forged']);
    expect(verdict.unkept).not.toEqual([]);
  }, 60_000);
});
