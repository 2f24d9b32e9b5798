// One filing from beginning to end, walked as a mini-program walks it: what is not answered is sent again under the same key, until it is.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient, isOneTripError, type Payment } from '@onetrip/sdk';
import { fillForm } from '../support/filing.ts';
import type { Citizen, City } from './city.ts';

/** A matter and how it is walked. */
export interface Course {
  matterId: string;
  situation: Record<string, string>;
  /** Whether he signs in with his WeChat account too, and is told there. */
  wechat: boolean;
  feeFen: number;
}

/** Decided by rule, paid, told by SMS. */
export const lostLicence: Course = { matterId: 'HZ-JJ-026', situation: {}, wechat: false, feeFen: 1000 };
/** Decided in the department's own system, free of charge, told in WeChat. */
export const residencePermit: Course = {
  matterId: 'HZ-GA-041',
  situation: { basis: 'employment' },
  wechat: true,
  feeFen: 0,
};

/** What a citizen was told, and what he gave: what must be found afterwards. */
export interface Walk {
  citizen: Citizen;
  course: Course;
  startedAt: Date;
  endedAt: Date | null;
  citizenId: string | null;
  applicationId: string | null;
  acceptanceNumber: string | null;
  paymentIds: Set<string>;
  /** Codes the phone says it has paid. */
  receipts: string[];
  licenceIds: string[];
  /** Why he gave up. */
  gaveUp: string | null;
}

/** Nobody waits longer for anything, once the last fault is over. */
const patienceMs = 100_000;
const pauseMs = 250;
/** What a phone is told of a sign-in that came to nothing: it begins again. */
const beginsAgain = ['code_wrong', 'code_expired', 'code_attempts_exceeded'];

const mayPass = (error: unknown): boolean => isOneTripError(error) && error.retryable;

/** Whether a wait that began now is too long. */
const waiting = ({ board }: City) => {
  const began = Date.now();
  return () => Date.now() - Math.max(began, board.lastStruckAt) > patienceMs;
};

/** A citizen and his app. */
interface Hands {
  city: City;
  client: Client;
}

/** Does something until it is answered. @param work is given the key of the write */
async function insist<T>({ city, client }: Hands, work: (idempotencyKey: string) => Promise<T>): Promise<T> {
  const key = await client.newIdempotencyKey();
  const tooLong = waiting(city);
  for (;;) {
    try {
      return await work(key);
    } catch (error) {
      if (!mayPass(error) || tooLong()) throw error;
      await sleep(pauseMs);
    }
  }
}

async function signIn(hands: Hands, { citizen, course }: Walk): Promise<string> {
  const { city, client } = hands;
  const tooLong = waiting(city);
  const { mobile } = citizen;
  for (;;) {
    try {
      const before = await city.phone.lastCode(mobile);
      await insist(hands, (idempotencyKey) => client.identity.sendCode({ mobile }, { idempotencyKey }));
      await city.phone.loginCode(mobile, before);
      const wechatCode = course.wechat ? await city.phone.wechatLogin(citizen.idNumber) : undefined;
      const code = (await city.phone.lastCode(mobile)) ?? '';
      const proof = { kind: 'mobile' as const, mobile, code, ...(wechatCode === undefined ? {} : { wechatCode }) };
      const session = await insist(hands, (idempotencyKey) => client.identity.signIn(proof, { idempotencyKey }));
      client.setToken(session.token);
      return session.citizen.citizenId;
    } catch (error) {
      const again = mayPass(error) || (isOneTripError(error) && beginsAgain.includes(error.code));
      if (!again || tooLong()) throw error;
      await sleep(pauseMs);
    }
  }
}

/** Allows WeChat one message of every kind, and tells the service so. */
async function subscribe(hands: Hands, { citizen }: Walk): Promise<void> {
  const { city, client } = hands;
  const { items } = await insist(hands, () => client.notices.subscriptions());
  const templateIds = items.map(({ templateId }) => templateId);
  await fetch(`${city.sandboxUrl}/phone/subscribe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ idNumber: citizen.idNumber, templateIds, decision: 'accept' }),
  });
  await insist(hands, (idempotencyKey) =>
    client.notices.recordSubscription({ accepted: templateIds }, { idempotencyKey }),
  );
}

/** Pays the bill: one payment at a time, until the phone says that it is paid. */
async function pay(hands: Hands, walk: Walk, billId: string): Promise<void> {
  const { city, client } = hands;
  const tooLong = waiting(city);
  while (!tooLong()) {
    const payment: Payment = await insist(hands, (idempotencyKey) =>
      client.payments.create({ billId, channel: 'wechatNative' }, { idempotencyKey }),
    );
    walk.paymentIds.add(payment.paymentId);
    if (payment.codeUrl === null) continue;
    if ((await city.phone.pay(payment.codeUrl, walk.citizen.idNumber)) !== 'paid') continue;
    walk.receipts.push(payment.codeUrl);
    return;
  }
  throw new Error('the bill could not be paid');
}

/** Walks. Never throws: what stopped him stands in `gaveUp`. */
export async function walk(city: City, citizen: Citizen, course: Course): Promise<Walk> {
  const mine: Walk = {
    citizen,
    course,
    startedAt: new Date(),
    endedAt: null,
    citizenId: null,
    applicationId: null,
    acceptanceNumber: null,
    paymentIds: new Set(),
    receipts: [],
    licenceIds: [],
    gaveUp: null,
  };
  const client = createClient({ baseUrl: city.gatewayUrl, attemptTimeoutMs: 15_000 });
  try {
    await steps({ city, client }, mine);
  } catch (error) {
    mine.gaveUp = isOneTripError(error) ? `${error.operation}: ${error.code}` : String(error);
  }
  mine.endedAt = new Date();
  return mine;
}

async function steps(hands: Hands, mine: Walk): Promise<void> {
  const { city, client } = hands;
  const { citizen, course } = mine;
  const { matterId, situation } = course;
  mine.citizenId = await signIn(hands, mine);
  await insist(hands, (idempotencyKey) =>
    client.identity.verify({ name: citizen.name, idNumber: citizen.idNumber }, { idempotencyKey }),
  );
  if (course.wechat) await subscribe(hands, mine);
  const plan = await insist(hands, () => client.matters.plan(matterId, { situation }));
  const filing = {
    matterId,
    situation,
    form: fillForm(plan, citizen.mobile),
    commitments: plan.commitments.map(({ materialId }) => materialId),
    noticeAcknowledged: true,
  };
  const filed = await insist(hands, (idempotencyKey) => client.applications.create(filing, { idempotencyKey }));
  mine.applicationId = filed.applicationId;
  mine.acceptanceNumber = filed.acceptanceNumber;
  let paid = course.feeFen === 0;
  const tooLong = waiting(city);
  while (!tooLong()) {
    const now = await insist(hands, () => client.applications.get(filed.applicationId));
    if (now.state === 'delivered') {
      mine.licenceIds = now.licenceIds;
      for (const licenceId of now.licenceIds) await insist(hands, () => client.licences.get(licenceId));
      await insist(hands, async () => client.notices.list());
      return;
    }
    if (!paid && now.billId !== null) {
      await pay(hands, mine, now.billId);
      paid = true;
    }
    await sleep(pauseMs);
  }
  throw new Error(`not delivered within ${patienceMs / 1000} s`);
}
