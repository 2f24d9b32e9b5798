// The gateway's parts over a real database, without HTTP: what tests of money, plates and licences stand on.
import { generateKeyPairSync } from 'node:crypto';
import type { ApplicationState, FeeItem, Matter } from '@onetrip/shared/contract';
import { eq } from 'drizzle-orm';
import type { JWK } from 'jose';
import type { PartnerConfig } from '../../src/config/index.ts';
import type { Context } from '../../src/context.ts';
import { newId } from '../../src/database/ids.ts';
import { createProtection } from '../../src/database/protection.ts';
import { applicationEvents, applications, citizens } from '../../src/database/schema/index.ts';
import type { CitizenCaller } from '../../src/http/handlers.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import type { QueueName } from '../../src/jobs/queues.ts';
import { fixedMasterKeys } from '../../src/keys/masterKeys.ts';
import { createKeyRing } from '../../src/keys/ring.ts';
import { createLog } from '../../src/log.ts';
import { createMatterUse } from '../../src/matters/use.ts';
import { createChannel, type TestChannel } from './channel.ts';
import { type DatabaseKind, openTestDatabase } from './databases.ts';

/** A job as it was sent. */
export interface SentJob {
  queue: QueueName;
  data: Record<string, string>;
  delaySeconds: number;
}

/** Parts of a gateway, and hands to move them. */
export interface Ground {
  context: Context;
  channel: TestChannel;
  jobs: SentJob[];
  /** Lines logged so far. */
  logged(): string;
  /** Moves the clock; it stands still otherwise. */
  pass(milliseconds: number): void;
  citizen(more?: { openid?: string; level?: number; name?: string }): Promise<CitizenCaller>;
  application(caller: CitizenCaller, more?: { state?: ApplicationState; matterId?: string }): Promise<string>;
  events(applicationId: string): Promise<string[]>;
  close(): Promise<void>;
}

const text = (zh: string) => ({ zh, en: zh });

/** A matter with one fee of 10 yuan and one licence. */
export function matterOf(more: Partial<Matter> = {}): Matter {
  return {
    matterId: 'HZ-JJ-026',
    name: text('机动车驾驶证遗失补证'),
    department: { code: 'JJ', name: text('杭州市公安局交通警察局') },
    theme: '车驾管',
    idOnly: true,
    idOnlyInSome: true,
    online: true,
    visits: 0,
    promised: { count: 0, unit: 'workingDays' },
    feeText: text('10 元'),
    version: 1,
    type: 'licence',
    levels: ['city'],
    channels: ['phone'],
    statutory: { count: 1, unit: 'workingDays' },
    byLaw: '机动车驾驶证申领和使用规定',
    where: '',
    immediate: true,
    identityLevel: 2,
    questions: [],
    materials: [],
    form: [],
    fees: [{ feeId: 'F04-1', quantity: 1 }],
    results: [
      {
        kind: 'drivingLicence',
        name: text('机动车驾驶证'),
        validYears: 6,
        fields: [
          { id: 'name', label: text('姓名'), from: 'citizen.name' },
          { id: 'vin', label: text('车辆识别代号'), from: 'form.vin' },
          { id: 'plate', label: text('号牌'), from: 'application.plateNumber' },
        ],
      },
    ],
    disclaimer: text('编制示例，非官方清单'),
    ...more,
  };
}

const fee = (feeId: string, amountFen: number | null): FeeItem => ({
  feeId,
  head: feeId.slice(0, 3),
  headName: feeId,
  item: feeId,
  unit: '证',
  amountFen,
  department: 'JJ',
  basis: '',
  confidence: amountFen === null ? 'low' : 'high',
  chargeable: amountFen !== null,
  note: '',
});

const newKey = (kid: string): JWK => ({
  ...(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK),
  kid,
});

/** Lays the ground on one of the databases. */
export async function layGround(
  kind: DatabaseKind,
  { matters = [matterOf()], partners = [] }: { matters?: Matter[]; partners?: PartnerConfig[] } = {},
): Promise<Ground> {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const open = await openTestDatabase(kind);
  let at = Date.parse('2026-03-02T09:00:00+08:00');
  const now = () => new Date(at);
  const jobs: SentJob[] = [];
  const channel = createChannel(now);
  const masterKeys = fixedMasterKeys(Buffer.alloc(32, 7));
  const protection = createProtection(masterKeys, Buffer.alloc(32, 8));
  const byId = new Map(matters.map((matter) => [matter.matterId, matter]));
  const find = (matterId: string): Matter => {
    const matter = byId.get(matterId);
    if (!matter) throw new Error(`no matter ${matterId}`);
    return matter;
  };
  const parts = {
    config: { citizenAppUrl: 'https://citizen.example/', partners },
    publicUrl: 'https://gateway.example',
    log,
    metrics: createMetrics(),
    now,
    database: open.database,
    protection,
    jobs: {
      async send(_tx: unknown, queue: QueueName, data: Record<string, string>, options?: { delaySeconds?: number }) {
        jobs.push({ queue, data, delaySeconds: options?.delaySeconds ?? 0 });
      },
      async sendAll(_tx: unknown, sent: readonly Pick<SentJob, 'queue' | 'data'>[]) {
        jobs.push(...sent.map(({ queue, data }) => ({ queue, data, delaySeconds: 0 })));
      },
    },
    catalogue: {
      fees: new Map([fee('F04-1', 1000), fee('F06-0', 0), fee('F14-1', null)].map((item) => [item.feeId, item])),
      get: find,
      find,
      version: async (matterId: string) => find(matterId),
      departmentName: (code: string) => text(code),
    },
    matterUse: createMatterUse(open.database, log, now),
    wechatPay: channel.wechatPay,
    masterKeys,
    keys: createKeyRing(
      {
        licenceKey: newKey('licence-test'),
        anchorKey: newKey('anchor-test'),
        departmentKey: newKey('gateway-test'),
        answerKey: newKey('answer-test'),
      },
      { database: open.database, protection, now },
    ),
  };
  const context = parts as unknown as Context;
  return {
    context,
    channel,
    jobs,
    logged: () => lines.join(''),
    pass: (milliseconds) => {
      at += milliseconds;
    },
    async citizen({ openid, level = 2, name = '王小明' } = {}) {
      const citizenId = newId('cit');
      const wrappedKey = protection.newPersonKey();
      const seal = (field: string, value: string) => protection.seal(wrappedKey, field, value);
      await open.database.insert(citizens).values({
        citizenId,
        wrappedKey,
        level,
        nameSealed: seal('name', name),
        ...(openid ? { openidSealed: seal('openid', openid), openidHash: protection.lookup('openid', openid) } : {}),
        createdAt: now(),
        updatedAt: now(),
      });
      const session = { tokenHash: '', expiresAt: now(), assistance: null, matters: null };
      return { kind: 'citizen', citizenId, level, ...session };
    },
    async application({ citizenId }, { state = 'approved', matterId = 'HZ-JJ-026' } = {}) {
      const applicationId = newId('app');
      const [citizen] = await open.database.select().from(citizens).where(eq(citizens.citizenId, citizenId));
      const form = JSON.stringify({ vin: 'LATPAB071W1005301' });
      await open.database.insert(applications).values({
        applicationId,
        acceptanceNumber: newId('n'),
        citizenId,
        matterId,
        matterVersion: 1,
        subjectHash: newId('s'),
        state,
        open: true,
        situation: {},
        formSealed: protection.seal(citizen?.wrappedKey ?? '', 'form', form),
        filedAt: now(),
        updatedAt: now(),
      });
      return applicationId;
    },
    async events(applicationId) {
      const rows = await open.database
        .select()
        .from(applicationEvents)
        .where(eq(applicationEvents.applicationId, applicationId));
      return rows.sort((a, b) => a.seq - b.seq).map(({ type }) => type);
    },
    close: () => open.close(),
  };
}
