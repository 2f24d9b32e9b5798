// Evidence through every door: the case file and its command, the revocable licence, keys rotated under load, the dump.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client, Licence } from '@onetrip/sdk';
import type { OfficeClient } from '@onetrip/sdk/office';
import { caseFileText, verifyLicence } from '@onetrip/sdk/verify';
import { runCommand } from '../packages/sdk/src/command/main.ts';
import { found } from '../scripts/scan.mjs';
import { filingOf } from './support/filing.ts';
import { databases, type System, startSystem } from './support/system.ts';

const holderName = '陈雨桐';

/** What the command wrote and how it ended. */
async function onetrip(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const nobody = () => Promise.reject(new Error('nobody is asked anything'));
  const code = await runCommand(args, {
    env: {},
    ask: nobody,
    readInput: nobody,
    write: (text) => {
      out.push(text);
    },
    warn: (text) => {
      err.push(text);
    },
  });
  return { code, out: out.join(''), err: err.join('') };
}

describe.each(databases)('on %s', (database) => {
  let system: System;
  let holder: Client;
  let operator: OfficeClient;
  let applicationId: string;
  let licence: Licence;
  let folder: string;
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onetrip-evidence-'));
    system = await startSystem({ database });
    holder = (await system.signedIn(holderName)).client;
    operator = await system.officer('operator');
    applicationId = (await holder.applications.create(await filingOf(holder, 'HZ-GA-041'))).applicationId;
    const { licenceIds } = await holder.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 90_000 });
    licence = await holder.licences.get(licenceIds[0] ?? '');
  }, 150_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await system.close();
  }, 60_000);

  describe('the case file', () => {
    let keys: string;
    let text: string;
    beforeAll(async () => {
      keys = file('keys.json', JSON.stringify(await system.client().keys.list()));
      await operator.anchors.create();
      text = caseFileText(await holder.applications.evidence(applicationId));
    });

    test('proves the history offline, with the reader’s own keys, and binds it to a published anchor', async () => {
      const { code, out, err } = await onetrip('verify', file('case.json', text), '--keys', keys, '--json');
      expect([code, err]).toEqual([0, '']);
      const report = JSON.parse(out) as { anchor: { number: number; root: string } };
      expect(report).toMatchObject({ valid: true, trusted: true, applicationId });
      const published = await system.client().anchors.get(report.anchor.number);
      expect(published.root).toBe(report.anchor.root);
      const [newest] = (await system.client().anchors.list()).items;
      expect(newest).toEqual(published);
    });

    test('opens to its owner what he filed, and to nobody who lacks the file', async () => {
      const { openings, entries } = JSON.parse(text) as { openings: { value: string }[]; entries: object[] };
      expect(openings.length).toBeGreaterThan(0);
      const { person } = await system.signedIn(holderName);
      expect(JSON.stringify(entries)).not.toContain(person.name);
      const { client } = await system.signedIn('王思远');
      await expect(client.applications.evidence(applicationId)).rejects.toMatchObject({ code: 'not_found' });
    });

    test('fails on one changed byte, even a space, and says so', async () => {
      const places = [text.indexOf('"submitted"') + 1, text.indexOf('"exportedAt":"20') + 14, text.length - 3];
      for (const place of places) {
        const changed = `${text.slice(0, place)}${text[place] === 'x' ? 'y' : 'x'}${text.slice(place + 1)}`;
        const { code, err } = await onetrip('verify', file('changed.json', changed), '--keys', keys);
        expect([place, code]).toEqual([place, 1]);
        expect(err).toContain('Not genuine');
      }
      const spaced = await onetrip('verify', file('spaced.json', `${text}\n`), '--keys', keys);
      expect(spaced).toMatchObject({ code: 1, err: expect.stringContaining('if only by a space') });
      const marked = await onetrip('verify', file('marked.json', `\ufeff${text}`), '--keys', keys, '--json');
      expect([marked.code, JSON.parse(marked.out)]).toEqual([1, { valid: false, fault: 'notACase' }]);
    });

    test('without the reader’s keys it is whole, with a warning', async () => {
      const { code, out, err } = await onetrip('verify', file('case.json', text));
      expect([code, out]).toEqual([0, expect.stringContaining('Genuine and whole')]);
      expect(err).toContain('a forger could have put there');
    });

    test.each([
      [['verify']],
      [['verify', '/nowhere']],
      [['verify', 'a', 'b']],
      [['verify', 'a', '--unknown']],
      [['unknown']],
      [['constructor']],
      [[]],
    ])('called as %j it explains itself', async (args) => {
      const { code, out, err } = await onetrip(...args);
      expect([code, out + err]).toEqual([2, expect.stringContaining('onetrip COMMAND')]);
    });
  });

  describe('keys are rotated while the service runs', () => {
    test('under load nothing fails, what was signed stays valid, and nothing hangs on the former master key', async () => {
      const failures: unknown[] = [];
      let calls = 0;
      let working = true;
      const load = async (client: Client) => {
        while (working) {
          try {
            await client.identity.me();
            await client.applications.list();
            expect((await client.licences.verify({ jws: licence.jws })).valid).toBe(true);
            calls += 3;
          } catch (error) {
            failures.push(error);
          }
        }
      };
      const others = await Promise.all(['周晓岚', '许志坚'].map((name) => system.signedIn(name)));
      const running = [holder, ...others.map(({ client }) => client)].map(load);

      const former = (await operator.keys.status()).masterKeys[0]?.keyId;
      for (const purpose of ['licence', 'anchor', 'departments'] as const) await operator.keys.rotate({ purpose });
      await expect(operator.keys.rotate({ purpose: 'master' })).rejects.toMatchObject({ code: 'master_key_missing' });
      const lines = `${randomBytes(32).toString('base64')}\n${readFileSync(system.masterKeyFile, 'utf8')}`;
      writeFileSync(`${system.masterKeyFile}.new`, lines);
      renameSync(`${system.masterKeyFile}.new`, system.masterKeyFile);
      await operator.keys.rotate({ purpose: 'master' });

      // Filed in the middle of it: asks departments with the new key, is issued a licence under the new one.
      const { client, person } = await system.signedIn('王思远');
      const filed = await client.applications.create(await filingOf(client, 'HZ-JJ-026'));
      const { billId } = await client.applications.waitFor(filed.applicationId, { timeoutMs: 60_000 });
      const { codeUrl } = await client.payments.create({ billId: billId ?? '', channel: 'wechatNative' });
      expect(await system.phone.pay(codeUrl ?? '', person.idNumber)).toBe('paid');
      const { licenceIds } = await client.applications.waitFor(filed.applicationId, {
        until: 'delivered',
        timeoutMs: 60_000,
      });
      const after = await client.licences.get(licenceIds[0] ?? '');

      const wrapped = async () =>
        (await operator.keys.status()).masterKeys.find(({ keyId }) => keyId === former)?.wrapped;
      for (const until = Date.now() + 60_000; (await wrapped()) !== 0 && Date.now() < until; ) {
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      working = false;
      await Promise.all(running);
      expect(await wrapped()).toBe(0);
      expect(failures).toEqual([]);
      expect(calls).toBeGreaterThan(20);

      const { keys } = await system.client().licences.keys();
      const { jws: revocations } = await system.client().licences.revocations();
      for (const { jws } of [licence, after])
        expect(verifyLicence(jws, { keys, revocations, at: new Date() })).toMatchObject({ valid: true, reason: null });
      const kidOf = (jws: string) => JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString()).kid;
      expect(kidOf(after.jws)).not.toBe(kidOf(licence.jws));
      expect((await operator.keys.status()).signingKeys.filter(({ state }) => state === 'signing')).toHaveLength(4);

      // The former master key is destroyed.
      const [newest = ''] = readFileSync(system.masterKeyFile, 'utf8').split('\n');
      writeFileSync(system.masterKeyFile, `${newest}\n`);
      expect((await holder.identity.me()).citizen.name).toContain('*');
    }, 180_000);

    test('by the operator and nobody else', async () => {
      const reformer = await system.officer('reformOffice');
      for (const refused of [
        reformer.keys.rotate({ purpose: 'licence' }),
        reformer.keys.status(),
        reformer.anchors.create(),
      ])
        await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
      const office = system.office();
      await expect(office.keys.rotate({ purpose: 'licence' })).rejects.toMatchObject({ code: 'unauthenticated' });
    });
  });

  describe('a licence', () => {
    test('is revoked by an officer of its department and nobody else', async () => {
      const revocation = { licenceNumber: licence.licenceNumber, reason: 'issuedInError' } as const;
      await expect(operator.licences.revoke(revocation)).rejects.toMatchObject({ code: 'forbidden' });
      const elsewhere = await system.officer('caseOfficer', 'JJ');
      await expect(elsewhere.licences.revoke(revocation)).rejects.toMatchObject({ code: 'not_found' });
      const theirs = await system.officer('caseOfficer', 'GA');
      expect(await theirs.licences.revoke(revocation)).toMatchObject(revocation);
      await expect(theirs.licences.revoke(revocation)).rejects.toMatchObject({ code: 'licence_revoked_already' });

      const { keys } = await system.client().licences.keys();
      const { jws: revocations, asOf } = await system.client().licences.revocations();
      const at = new Date();
      expect(verifyLicence(licence.jws, { keys, revocations, at })).toMatchObject({
        valid: false,
        reason: 'revoked',
        sentence: { zh: expect.stringContaining('撤销') },
        revocations: { state: 'current', asOf: new Date(asOf) },
      });
      expect(await system.client().licences.verify({ jws: licence.jws })).toMatchObject({ reason: 'revoked' });
      const { items } = await holder.applications.events(applicationId);
      expect(items.at(-1)).toMatchObject({ type: 'licenceRevoked', actor: 'department' });
    });
  });
});

test('a dump of the database holds nobody’s number, name or mobile in clear', async () => {
  const system = await startSystem({ database: 'postgres' });
  try {
    const { client, person } = await system.signedIn(holderName);
    const { applicationId } = await client.applications.create(await filingOf(client, 'HZ-GA-041'));
    await client.applications.waitFor(applicationId, { until: 'delivered', timeoutMs: 90_000 });
    const dump = await system.stored();
    // It is a dump of this system: the application and its jobs are in it.
    expect(dump.split('\n').filter((line) => line.includes(applicationId)).length).toBeGreaterThan(5);
    expect(dump).toContain('pgboss.');
    const people = await system.phone.people();
    expect(found(dump, people)).toEqual([]);
    expect(found(`${dump}${person.idNumber}`, people)).toEqual(['an identity number']);
  } finally {
    await system.close();
  }
}, 150_000);
