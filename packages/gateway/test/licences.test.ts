// Licences over a real database: issued once, only when approved and paid, shown to their holder, verified by anybody.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LicenceFault, licenceSentences, verifyLicence } from '@onetrip/shared/evidence';
import { eq } from 'drizzle-orm';
import { newId } from '../src/database/ids.ts';
import { applications, bills, licences } from '../src/database/schema/index.ts';
import type { CitizenCaller } from '../src/http/handlers.ts';
import { ProblemError } from '../src/http/problem.ts';
import { revocationsNow, revokeLicence } from '../src/licences/revocation.ts';
import { issueLicences, licenceHandlers } from '../src/licences/service.ts';
import { signLicence } from '../src/licences/signing.ts';
import { databaseKinds } from './support/databases.ts';
import { type Ground, layGround, matterOf } from './support/ground.ts';

const text = (zh: string) => ({ zh, en: zh });
const two = matterOf({
  matterId: 'HZ-JJ-001',
  results: [
    { kind: 'vehicleLicence', name: text('机动车行驶证'), fields: [] },
    { kind: 'vehicleCertificate', name: text('机动车登记证书'), fields: [] },
  ],
});

describe.each(databaseKinds)('on %s', (kind) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await layGround(kind, { matters: [matterOf(), two] });
  });
  afterAll(() => ground.close());

  const call = { query: {}, body: undefined, requestId: 'r', keep: async () => undefined };
  const list = (caller: CitizenCaller, query: { cursor?: string; limit?: number } = {}) =>
    licenceHandlers(ground.context)['licences.list']({
      ...call,
      params: undefined,
      query,
      caller,
      prove: async () => caller,
    });
  const get = (caller: CitizenCaller, licenceId: string) =>
    licenceHandlers(ground.context)['licences.get']({
      ...call,
      params: { licenceId },
      query: undefined,
      caller,
      prove: async () => caller,
    });
  const verify = (jws: string) =>
    licenceHandlers(ground.context)['licences.verify']({
      ...call,
      params: undefined,
      query: undefined,
      body: { jws },
      caller: { kind: 'public' },
      prove: async () => ({ kind: 'public' }),
    });
  const revoke = (by: { department: string | null }, body: Parameters<typeof revokeLicence>[2]) =>
    revokeLicence(ground.context, by, body, call.keep);
  const issued = async (matterId = 'HZ-JJ-026') => {
    const caller = await ground.citizen();
    const applicationId = await ground.application(caller, { matterId });
    await issueLicences(ground.context, applicationId);
    const { items } = await list(caller);
    return { caller, applicationId, items, licence: items[0] ?? (undefined as never) };
  };
  const refusal = async (made: Promise<unknown>): Promise<string> => {
    try {
      await made;
    } catch (error) {
      if (error instanceof ProblemError) return error.code;
      throw error;
    }
    return 'none';
  };

  describe('issuing', () => {
    test('every licence of the matter, and the application is delivered', async () => {
      const { applicationId, items } = await issued('HZ-JJ-001');
      expect(items.map((licence) => licence.kind).sort()).toEqual(['vehicleCertificate', 'vehicleLicence']);
      expect(await ground.events(applicationId)).toEqual(['licenceIssued', 'licenceIssued', 'delivered']);
    });

    test('once, however often the job runs', async () => {
      const caller = await ground.citizen();
      const applicationId = await ground.application(caller, { matterId: 'HZ-JJ-001' });
      await Promise.all(Array.from({ length: 5 }, () => issueLicences(ground.context, applicationId)));
      await issueLicences(ground.context, applicationId);
      expect((await list(caller)).items).toHaveLength(2);
      expect(await ground.events(applicationId)).toEqual(['licenceIssued', 'licenceIssued', 'delivered']);
    });

    test.each(['accepted', 'inReview', 'rejected', 'withdrawn', 'terminated'] as const)(
      'not for an application that is %s',
      async (state) => {
        const caller = await ground.citizen();
        await issueLicences(ground.context, await ground.application(caller, { state }));
        expect((await list(caller)).items).toEqual([]);
      },
    );

    test.each(['unpaid', 'expired', 'cancelled'] as const)('not while its bill is %s', async (state) => {
      const caller = await ground.citizen();
      const applicationId = await ground.application(caller);
      const now = ground.context.now();
      const bill = { title: text('费'), payee: text('局'), items: [], dueFen: 1000, issuedAt: now, expiresAt: now };
      await ground.context.database.insert(bills).values({
        ...bill,
        billId: newId('bill'),
        billNumber: newId('n'),
        applicationId,
        citizenId: caller.citizenId,
        state,
      });
      await issueLicences(ground.context, applicationId);
      expect((await list(caller)).items).toEqual([]);
      await ground.context.database.update(bills).set({ state: 'paid' }).where(eq(bills.applicationId, applicationId));
      await issueLicences(ground.context, applicationId);
      expect((await list(caller)).items).toHaveLength(1);
    });
  });

  describe('showing', () => {
    test('number, dates, holder masked, fields from their sources, a code that carries the JWS', async () => {
      const { licence } = await issued();
      expect(licence).toMatchObject({
        licenceNumber: expect.stringMatching(/^3301JJ20\d{6}\d{8}[0-9A-Z*]$/),
        holder: '王*明',
        issuer: { zh: '杭州市公安局交通警察局' },
        validFrom: '2026-03-02',
        validUntil: '2032-03-02',
        state: 'valid',
        fields: [
          { id: 'name', value: '王小明' },
          { id: 'vin', value: 'LATPAB071W1005301' },
        ],
      });
      expect(licence.qrImage).toMatch(/^data:image\/svg\+xml;base64,/);
      expect(Buffer.from(licence.jws.split('.')[1] ?? '', 'base64url').toString()).not.toContain('王小明');
    });

    test('nothing of the holder stands in the table in clear', async () => {
      const { licence } = await issued();
      const rows = await ground.context.database
        .select()
        .from(licences)
        .where(eq(licences.licenceId, licence.licenceId));
      const stored = JSON.stringify(rows);
      for (const secret of ['王小明', 'LATPAB071W1005301', licence.jws]) expect(stored).not.toContain(secret);
    });

    test('another’s licence does not exist, nor does one of a matter the counter does not handle', async () => {
      const { caller, licence } = await issued();
      const counter = { ...caller, matters: ['HZ-GA-041'] };
      expect(await refusal(get(await ground.citizen(), licence.licenceId))).toBe('not_found');
      expect(await refusal(get(counter, licence.licenceId))).toBe('not_found');
      expect((await list(counter)).items).toEqual([]);
      expect((await get(caller, licence.licenceId)).jws).toBe(licence.jws);
    });

    test('pages, newest first, every licence once', async () => {
      const caller = await ground.citizen();
      for (let count = 0; count < 3; count += 1) {
        await issueLicences(ground.context, await ground.application(caller, { matterId: 'HZ-JJ-001' }));
        await ground.context.database
          .update(applications)
          .set({ open: false })
          .where(eq(applications.citizenId, caller.citizenId));
        ground.pass(1000);
      }
      const seen: string[] = [];
      const times: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await list(caller, { limit: 4, ...(cursor ? { cursor } : {}) });
        seen.push(...page.items.map(({ licenceId }) => licenceId));
        times.push(...page.items.map(({ issuedAt }) => issuedAt));
        cursor = page.nextCursor;
      } while (cursor);
      expect(new Set(seen).size).toBe(6);
      expect(times).toEqual([...times].sort().reverse());
      expect(await refusal(list(caller, { cursor: 'bm9uZQ' }))).toBe('invalid_request');
    });
  });

  describe('verifying', () => {
    test('a genuine licence in force', async () => {
      const { licence } = await issued();
      expect(await verify(licence.jws)).toEqual({
        valid: true,
        reason: null,
        sentence: licenceSentences.valid,
        name: text('机动车驾驶证'),
        licenceNumber: licence.licenceNumber,
        holder: '王*明',
        issuedAt: licence.issuedAt,
        validUntil: '2032-03-02',
      });
    });

    test('a revoked one is told so at once, is in the signed list and in the history; revoking is done once', async () => {
      const { licence, caller, applicationId } = await issued();
      const jj = { department: 'JJ' };
      const revoked = { licenceNumber: licence.licenceNumber, reason: 'issuedInError' as const };
      expect(await revoke(jj, revoked)).toMatchObject(revoked);
      expect(await refusal(revoke(jj, revoked))).toBe('licence_revoked_already');
      expect(await verify(licence.jws)).toMatchObject({ valid: false, reason: 'revoked', holder: '王*明' });
      expect((await get(caller, licence.licenceId)).state).toBe('revoked');
      const at = ground.context.now();
      const keys = ground.context.keys.published('licence');
      const { jws: revocations, count } = await revocationsNow(ground.context);
      expect(count).toBe(1);
      expect(verifyLicence(licence.jws, { keys, revocations, at })).toMatchObject({ valid: false, reason: 'revoked' });
      const { licence: other } = await issued();
      expect(verifyLicence(other.jws, { keys, revocations, at })).toMatchObject({ valid: true });
      expect((await ground.events(applicationId)).at(-1)).toBe('licenceRevoked');
    });

    test.each([['GA'], [null]])('an officer of %s does not find what JJ issued', async (department) => {
      const { licence } = await issued();
      const { licenceNumber } = licence;
      expect(await refusal(revoke({ department }, { licenceNumber, reason: 'replaced' }))).toBe('not_found');
      expect(await verify(licence.jws)).toMatchObject({ valid: true });
    });

    test('one that was signed but is not in the register is not in force', async () => {
      const jws = signLicence(ground.context.keys, {
        licenceNumber: '3301JJ20260302000000010',
        place: 1_000_000,
        kind: 'drivingLicence',
        nameZh: '机动车驾驶证',
        holder: '李*',
        issuerZh: '交警',
        issuedAt: ground.context.now(),
        validFrom: '2026-03-02',
        validUntil: null,
      });
      expect(await verify(jws)).toMatchObject({ valid: false, reason: 'revoked' });
    });

    test.each([
      ['malformed', (_jws: string) => 'not a licence'],
      ['signature', (jws: string) => `${jws.slice(0, -8)}AAAAAAAA`],
    ])('%s: nothing is told', async (reason, change) => {
      const { licence } = await issued();
      expect(await verify(change(licence.jws))).toEqual({
        valid: false,
        reason,
        sentence: licenceSentences[reason as LicenceFault],
        name: null,
        licenceNumber: null,
        holder: null,
        issuedAt: null,
        validUntil: null,
      });
    });
  });

  test('an expired licence', async () => {
    const { licence } = await issued();
    ground.pass(7 * 365 * 86_400_000);
    expect(await verify(licence.jws)).toMatchObject({ valid: false, reason: 'expired' });
  });
});
