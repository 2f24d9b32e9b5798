// Keys are rotated while the service works: old signatures stay valid, and nothing that is sealed is lost.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readAnchor, readLicence } from '@onetrip/shared/evidence';
import { createProtection } from '../src/database/protection.ts';
import { citizens, idempotencyKeys, signingKeys } from '../src/database/schema/index.ts';
import type { OfficerCaller } from '../src/http/handlers.ts';
import type { Jobs } from '../src/jobs/queues.ts';
import { keyHandlers } from '../src/keys/handlers.ts';
import { fixedMasterKeys, masterKeysIn, readMasterKeyFile } from '../src/keys/masterKeys.ts';
import { rewrapKeys } from '../src/keys/rewrap.ts';
import { createKeyRing } from '../src/keys/ring.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround } from './support/ground.ts';

const secret = () => randomBytes(32).toString('base64');
const operator: OfficerCaller = {
  kind: 'officer',
  officerId: 'o1',
  name: '运维',
  department: null,
  roles: ['operator'],
  tokenHash: '',
  expiresAt: new Date(0),
};

describe('a master key file', () => {
  let file: string;
  beforeEach(() => {
    file = join(mkdtempSync(join(tmpdir(), 'onetrip-keys-')), 'master.key');
    writeFileSync(file, `${secret()}\n`);
  });
  afterEach(() => rmSync(file, { recursive: true, force: true }));
  const addFirst = () => {
    writeFileSync(`${file}.new`, `${secret()}\n${readFileSync(file, 'utf8')}`);
    renameSync(`${file}.new`, file);
  };

  test('is followed: the first key wraps, the others open, and nobody restarts anything', () => {
    const protection = createProtection(masterKeysIn(file), Buffer.alloc(32, 8));
    const wrapped = protection.newPersonKey();
    const sealed = protection.seal(wrapped, 'name', '王小明');
    const forService = protection.sealForService('f', 'stored');
    addFirst();
    const [newest, former] = readMasterKeyFile(file);
    expect(wrapped).toContain(former?.id);
    expect(protection.newPersonKey()).toContain(newest?.id);
    const rewrapped = protection.rewrap(wrapped) ?? '';
    expect(rewrapped).toContain(newest?.id);
    expect(protection.rewrap(rewrapped)).toBeNull();
    for (const key of [wrapped, rewrapped]) expect(protection.open(key, 'name', sealed)).toBe('王小明');
    expect(protection.openForService('f', protection.rewrap(forService) ?? '')).toBe('stored');
    // Another gateway, which has not looked at the file since, opens what is wrapped by the new key.
    const other = createProtection(masterKeysIn(file), Buffer.alloc(32, 8));
    addFirst();
    const newer = createProtection(masterKeysIn(file), Buffer.alloc(32, 8)).newPersonKey();
    expect(other.open(newer, 'name', other.seal(newer, 'name', 'x'))).toBe('x');
  });

  test.each([
    ['empty', ''],
    ['too short', 'AAAA'],
    ['too short on a later line', `${secret()}\nAAAA`],
  ])('that is %s is refused, and one that is broken for a moment changes nothing', (_what, text) => {
    const keys = masterKeysIn(file);
    const { id } = keys.current();
    writeFileSync(file, text);
    expect(() => readMasterKeyFile(file)).toThrow('not a master key file');
    expect(keys.current().id).toBe(id);
    rmSync(file);
    expect(keys.current().id).toBe(id);
  });

  test('without the key that wrapped it nothing is opened', () => {
    const wrapped = createProtection(fixedMasterKeys(randomBytes(32)), Buffer.alloc(32, 8)).newPersonKey();
    const other = createProtection(fixedMasterKeys(randomBytes(32)), Buffer.alloc(32, 8));
    expect(() => other.seal(wrapped, 'name', 'x')).toThrow('a master key that is not there');
  });
});

describe.each(databaseKinds)('on %s', (kind) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await layGround(kind);
  });
  afterAll(() => ground.close());

  const rotate = (purpose: 'licence' | 'anchor' | 'departments' | 'master', overlapSeconds = 0) =>
    keyHandlers(ground.context)['keys.rotate']({
      params: undefined,
      query: undefined,
      body: { purpose, overlapSeconds },
      caller: operator,
      prove: async () => operator,
      requestId: 'r',
      keep: async () => undefined,
    });

  test.each(['licence', 'anchor'] as const)(
    '%s: the new key signs, what the old one signed stays valid',
    async (purpose) => {
      const { keys } = ground.context;
      const claims = { jti: '1', k: 'k', n: 'n', h: 'h', iss: 'i', iat: 1, nbf: 1, i: 1 };
      const anchor = { number: 1, date: '', at: '', root: '', leaves: 0, previousHash: '' };
      const sign = () => keys.sign(purpose, `${purpose}+jws`, JSON.stringify(purpose === 'licence' ? claims : anchor));
      const read = purpose === 'licence' ? readLicence : readAnchor;
      const before = sign();
      const { kid } = await rotate(purpose);
      const after = sign();
      expect(JSON.parse(Buffer.from(after.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({ kid });
      for (const jws of [before, after]) expect(read(jws, keys.published(purpose)).fault).toBeNull();
      expect(
        keys
          .status()
          .filter((key) => key.purpose === purpose)
          .map(({ state }) => state),
      ).toEqual(['former', 'signing']);
      // The private half stands in the database, but sealed.
      const [row] = await ground.context.database.select().from(signingKeys);
      const d = keys.signing(purpose).d ?? 'none';
      expect(JSON.stringify(row)).not.toContain(d);
      // Another gateway on the same database finds it.
      const { licenceKey, anchorKey, departmentKey, answerKey } = {
        licenceKey: keys.signing('licence'),
        anchorKey: keys.signing('anchor'),
        departmentKey: keys.signing('departments'),
        answerKey: keys.signing('answers'),
      };
      const other = createKeyRing({ licenceKey, anchorKey, departmentKey, answerKey }, ground.context);
      await other.refresh();
      expect(other.signing(purpose)).toEqual(keys.signing(purpose));
    },
  );

  test('departments: the new key is published at once and signs after the overlap', async () => {
    const { keys } = ground.context;
    const first = keys.signing('departments').kid;
    const { kid } = await rotate('departments', 3_600);
    expect(keys.published('departments').map((key) => key.kid)).toEqual([first, kid]);
    expect(keys.signing('departments').kid).toBe(first);
    ground.pass(3_601_000);
    expect(keys.signing('departments').kid).toBe(kid);
  });

  test('master: is not begun without a new key in the file', async () => {
    await expect(rotate('master')).rejects.toMatchObject({ code: 'master_key_missing' });
    expect(ground.jobs).toEqual([]);
  });

  test('master: every wrapped key is wrapped anew, what is sealed for the service too, and all still opens', async () => {
    const { database } = ground.context;
    const callers = await Promise.all(
      Array.from({ length: 300 }, (_, index) => ground.citizen({ name: `王${index}` })),
    );
    await rotate('licence');
    const signing = await database.select().from(signingKeys);
    const responseSealed = ground.context.protection.sealForService('idempotency.response', '{"result":1}');
    const at = ground.context.now();
    const row = { scope: 's', key: 'k', requestHash: 'h', state: 'done' as const, holder: 'x', lockedUntil: at };
    await database.insert(idempotencyKeys).values({ ...row, createdAt: at, responseSealed });

    const masterKeys = fixedMasterKeys(Buffer.alloc(32, 9), Buffer.alloc(32, 7));
    const protection = createProtection(masterKeys, Buffer.alloc(32, 8));
    ground.context = { ...ground.context, masterKeys, protection };
    await rotate('master');
    let job = ground.jobs.pop();
    let jobs = 0;
    for (; job; job = ground.jobs.pop()) {
      await rewrapKeys(ground.context, job.data as unknown as Jobs['rewrapKeys']);
      jobs += 1;
    }
    expect(jobs).toBeGreaterThan(10);
    const status = await keyHandlers(ground.context)['keys.status']({
      params: undefined,
      query: undefined,
      body: undefined,
      caller: operator,
      prove: async () => operator,
      requestId: 'r',
      keep: async () => undefined,
    });
    expect(status.masterKeys).toEqual([
      { keyId: masterKeys.current().id, current: true, wrapped: callers.length + signing.length + 1 },
      { keyId: masterKeys.all()[1]?.id, current: false, wrapped: 0 },
    ]);

    // The former key is destroyed; nothing is missed.
    const left = createProtection(fixedMasterKeys(Buffer.alloc(32, 9)), Buffer.alloc(32, 8));
    const people = await database.select().from(citizens);
    const names = people.map(({ wrappedKey, nameSealed }) => left.open(wrappedKey, 'name', nameSealed ?? ''));
    expect(names.sort()).toEqual(Array.from({ length: 300 }, (_, index) => `王${index}`).sort());
    const [stored] = await database.select().from(idempotencyKeys);
    expect(left.openForService('idempotency.response', stored?.responseSealed ?? '')).toBe('{"result":1}');
  });
});
