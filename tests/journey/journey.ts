// The citizen's journey through the SDK, from search to licence, for every matter it covers; and the dealer's registration.
import assert from 'node:assert/strict';
import { type Application, type Client, createClient, type Plan } from '@onetrip/sdk';
import { createPartnerClient, type PrivateJwk, type ServiceKeySet } from '@onetrip/sdk/partner';
import { fillForm } from '../support/filing.ts';
import { createPhone, type Phone, type SandboxPerson } from '../support/phone.ts';
import { type JourneyProgress, type JourneyStep, type Step, walk } from './steps.ts';

/** Where the system answers, and with which credentials the dealer signs; without them its part is left out. */
export interface JourneyTarget {
  gatewayUrl: string;
  sandboxUrl: string;
  dealer?: DealerAccess;
}

/** What a dealer's back end holds. */
export interface DealerAccess {
  privateKey: PrivateJwk;
  serviceKeys: ServiceKeySet;
  servicePointId: string;
  origin: string;
}

/** What the journey came to. */
export interface JourneyReport {
  ok: boolean;
  ms: number;
  steps: JourneyStep[];
  /** Parts that were not walked, and why. */
  leftOut: string[];
}

/** A matter, who applies, and how he would look for it. */
interface Course {
  matterId: string;
  person: string;
  searches: { words: string; as: string }[];
  answers: Record<string, string>;
  feeFen: number;
}

const courses: Course[] = [
  {
    matterId: 'HZ-GA-041',
    person: '陈雨桐',
    searches: [
      { words: '居住证', as: 'by its name' },
      { words: 'juzhuzheng', as: 'by pinyin' },
    ],
    answers: { basis: 'employment' },
    feeFen: 0,
  },
  {
    matterId: 'HZ-JJ-026',
    person: '王思远',
    searches: [
      { words: '驾驶证遗失', as: 'by words of its name' },
      { words: 'jiashizheng', as: 'by pinyin' },
    ],
    answers: {},
    feeFen: 1000,
  },
];

const registration = { matterId: 'HZ-JJ-001', person: '周晓岚', feeFen: 12_000 };

/** Walks every course and, with a dealer's credentials, the registration of a new car. */
export async function runJourney(target: JourneyTarget, progress: JourneyProgress = {}): Promise<JourneyReport> {
  const started = performance.now();
  const steps: JourneyStep[] = [];
  const phone = createPhone(target.sandboxUrl);
  for (const course of courses) {
    const client = createClient({ baseUrl: target.gatewayUrl, language: 'en' });
    await walk(course.matterId, steps, progress, (step) => citizen(step, course, client, phone));
  }
  const { dealer } = target;
  if (dealer) {
    await walk(registration.matterId, steps, progress, (step) => atTheDealer(step, target, dealer, phone));
  }
  return {
    ok: steps.every(({ outcome }) => outcome === 'ok'),
    ms: Math.round(performance.now() - started),
    steps,
    leftOut: dealer ? [] : [`${registration.matterId}: no dealer’s credentials were given`],
  };
}

async function citizen(step: Step, course: Course, client: Client, phone: Phone): Promise<void> {
  const { matterId } = course;
  const person = await phone.person(course.person);
  for (const { words, as } of course.searches) {
    await step(`find it ${as}`, async () => {
      const { items } = await client.matters.search({ q: words });
      assert.ok(
        items.some((hit) => hit.matterId === matterId),
        `“${words}” does not find ${matterId}`,
      );
    });
  }
  await step('read its guide', async () => {
    const matter = await client.matters.get(matterId);
    assert.ok(matter.materials.length > 0, 'the guide lists no materials');
  });
  const plan = await step('see that the ID is enough, and why', () => planWith(client, matterId, course.answers));
  await step('sign in by SMS code', () => signIn(client, phone, person));
  await step('confirm who he is', async () => {
    const { citizen: before } = await client.identity.me();
    if (before.level < 2) await client.identity.verify({ name: person.name, idNumber: person.idNumber });
    const { citizen: after } = await client.identity.me();
    assert.equal(after.level, 2);
    assert.ok(!JSON.stringify(after).includes(person.idNumber), 'the identity number is shown in clear');
  });
  const filing = {
    matterId,
    situation: course.answers,
    form: fillForm(plan, person.mobile),
    commitments: plan.commitments.map(({ materialId }) => materialId),
    noticeAcknowledged: true,
  };
  const idempotencyKey = await client.newIdempotencyKey();
  const filed = await step('file once', () => client.applications.create(filing, { idempotencyKey }));
  await step('file the same again: nothing is doubled', async () => {
    const again = await client.applications.create(filing, { idempotencyKey });
    assert.equal(again.applicationId, filed.applicationId);
  });
  await decideAndPay(step, client, phone, person, filed, course.feeFen);
  await receiveLicences(step, client, filed, 1);
}

/** The plan with the situation answered: nothing but the ID, and a reason for every paper that is not asked. */
async function planWith(client: Client, matterId: string, situation: Record<string, string>): Promise<Plan> {
  const plan = await client.matters.plan(matterId, { situation });
  assert.deepEqual(
    plan.questions.map(({ id }) => id),
    [],
    'a question of the situation is open',
  );
  assert.equal(plan.idOnly, true, 'the ID is not enough');
  assert.deepEqual(plan.toBring, []);
  assert.deepEqual(plan.blockers, []);
  assert.ok(plan.notAsked.length > 0, 'no paper is named that need not be brought');
  for (const material of plan.notAsked) {
    assert.ok(material.why.zh && material.why.en, `no reason is given for ${material.materialId}`);
  }
  return plan;
}

async function signIn(client: Client, phone: Phone, person: SandboxPerson): Promise<void> {
  const before = await phone.lastCode(person.mobile);
  await client.identity.sendCode({ mobile: person.mobile });
  const code = await phone.loginCode(person.mobile, before);
  const session = await client.identity.signIn({ kind: 'mobile', mobile: person.mobile, code });
  client.setToken(session.token);
}

/** Departments answer, the decision falls, and where there is a fee it is paid by scanning a code. */
async function decideAndPay(
  step: Step,
  client: Client,
  phone: Phone,
  person: SandboxPerson,
  { applicationId }: Application,
  feeFen: number,
): Promise<void> {
  await step('departments answer for every paper', async () => {
    const { papers } = await client.applications.waitFor(applicationId, {
      until: ({ papers }) => papers.every(({ status }) => status !== 'pending'),
      timeoutMs: 60_000,
    });
    for (const paper of papers) {
      assert.ok(
        ['received', 'committed', 'afterApproval'].includes(paper.status),
        `${paper.materialId}: ${paper.status}`,
      );
    }
  });
  const decided = await step('it is approved', async () => {
    const application = await client.applications.waitFor(applicationId, {
      until: ['approved', 'delivered', 'rejected'],
      timeoutMs: 60_000,
    });
    assert.notEqual(application.state, 'rejected', application.reason?.en);
    return application;
  });
  if (feeFen === 0) {
    assert.equal(decided.billId, null);
    return;
  }
  const billId = await step('receive the bill', async () => {
    const { billId } = await client.applications.waitFor(applicationId, {
      until: ({ billId }) => billId !== null,
      timeoutMs: 30_000,
    });
    const bill = await client.bills.get(billId ?? '');
    assert.equal(bill.dueFen, feeFen);
    assert.equal(bill.state, 'unpaid');
    return bill.billId;
  });
  await step('pay it by scanning the code', async () => {
    const payment = await client.payments.create({ billId, channel: 'wechatNative' });
    assert.ok(payment.codeUrl && payment.codeImage?.startsWith('data:image/svg'), 'there is no code to scan');
    assert.equal(await phone.pay(payment.codeUrl, person.idNumber), 'paid');
    const paid = await client.payments.waitFor(payment.paymentId, { timeoutMs: 30_000 });
    assert.equal(paid.state, 'succeeded');
    assert.equal(paid.amountFen, feeFen);
  });
}

async function receiveLicences(step: Step, client: Client, filed: Application, count: number): Promise<void> {
  const licences = await step(count === 1 ? 'receive the licence' : `receive ${count} licences`, async () => {
    const { licenceIds } = await client.applications.waitFor(filed.applicationId, {
      until: 'delivered',
      timeoutMs: 60_000,
    });
    assert.equal(licenceIds.length, count);
    return Promise.all(licenceIds.map((id) => client.licences.get(id)));
  });
  await step('anybody can verify it', async () => {
    for (const { jws, licenceNumber } of licences) {
      const verified = await client.licences.verify({ jws });
      assert.deepEqual([verified.valid, verified.licenceNumber], [true, licenceNumber]);
      const [head, payload, signature] = jws.split('.');
      const forged = await client.licences.verify({ jws: `${head}.${payload?.slice(0, -2)}AA.${signature}` });
      assert.equal(forged.valid, false);
    }
  });
  await step('read its history', async () => {
    const { items } = await client.applications.events(filed.applicationId);
    assert.equal(items[0]?.type, 'submitted');
    for (const [at, event] of items.entries()) {
      if (at > 0) assert.equal(event.previousHash, items[at - 1]?.hash, 'the chain is broken');
    }
  });
}

async function atTheDealer(step: Step, target: JourneyTarget, dealer: DealerAccess, phone: Phone): Promise<void> {
  const { matterId } = registration;
  const person = await phone.person(registration.person);
  const car = person.vehicles.find(({ plateNumber }) => plateNumber === null);
  assert.ok(car, `${registration.person} has no car to register`);
  const client = createClient({ baseUrl: target.gatewayUrl, language: 'en' });
  const partner = createPartnerClient({ baseUrl: target.gatewayUrl, ...dealer });
  await step('the dealer’s back end opens a session, signed', async () => {
    const session = await partner.embedSessions.create({
      servicePointId: dealer.servicePointId,
      operator: { id: 'S07', name: '周远' },
      origin: dealer.origin,
      matters: [matterId],
      context: { vin: car.vin },
    });
    client.setToken(session.clientToken);
    const { context } = await client.embedSessions.current();
    assert.equal(context.vin, car.vin);
  });
  await step('the clerk confirms the buyer in person', async () => {
    const session = await client.identity.confirmInPerson({
      name: person.name,
      idNumber: person.idNumber,
      document: 'idCard',
      seenByOperator: true,
    });
    client.setToken(session.token);
    assert.equal(session.citizen.level, 3);
    assert.equal(session.assistance?.operatorName, '周远');
  });
  const situation = { energy: 'newEnergy' };
  const plan = await step('see that the ID is enough, and why', () => planWith(client, matterId, situation));
  const offer = await step('be offered fifty plate numbers', async () => {
    const offered = await client.plates.offer({ kind: 'newEnergySmall', vin: car.vin });
    assert.equal(new Set(offered.numbers).size, 50);
    return offered;
  });
  const reserved = await step('take one', () =>
    client.plates.reserve({ offerId: offer.offerId, number: offer.numbers[7] ?? '' }),
  );
  const form = fillForm(plan, person.mobile, { vin: car.vin, plateReservation: reserved.reservationId });
  const { noticeHash, purposes } = await step(
    'read the notice: told what the law bids, asked what needs consent',
    async () => {
      const notice = await client.privacy.notice(matterId, { situation });
      assert.ok(notice.purposes.some(({ basis }) => basis === 'statutoryDuty'));
      return notice;
    },
  );
  const consents = purposes.filter(({ basis }) => basis !== 'statutoryDuty').map(({ purposeId }) => purposeId);
  const filed = await step('file once, with the buyer’s consents', () =>
    client.applications.create({
      matterId,
      situation,
      form,
      commitments: plan.commitments.map(({ materialId }) => materialId),
      noticeAcknowledged: true,
      noticeHash,
      consents,
    }),
  );
  await step('clerk and shop are named on it', async () => {
    assert.equal(filed.assistance?.servicePointId, dealer.servicePointId);
  });
  await decideAndPay(step, client, phone, person, filed, registration.feeFen);
  await receiveLicences(step, client, filed, 2);
  await step('the shop is handed what the buyer consented to', async () => {
    const { items } = await partner.handOvers.list();
    const handed = items.find(({ applicationId }) => applicationId === filed.applicationId);
    assert.equal(handed?.state, 'delivered');
    assert.equal(handed.licences?.length, 2);
  });
}
