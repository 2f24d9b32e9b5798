// The oracle: what must be found in the database and at the peers after walks, and must be found once.
import type { City } from './city.ts';
import type { Walk } from './walk.ts';

/** What is wrong: `lost` was acknowledged and is not there; `doubled` is there twice; `unkept` is a promise not kept in time. */
export interface Verdict {
  lost: string[];
  doubled: string[];
  unkept: string[];
}

/** Entries of a history that happen once, each by what tells two of a kind apart. */
const onceOnly: Record<string, (detail: Record<string, string>) => string> = {
  submitted: () => '',
  accepted: () => '',
  dispatched: () => '',
  reviewStarted: () => '',
  approved: () => '',
  billIssued: () => '',
  billPaid: () => '',
  delivered: () => '',
  licenceIssued: ({ kind }) => kind ?? '',
  paperReceived: ({ materialId }) => materialId ?? '',
  commitmentMade: ({ materialId }) => materialId ?? '',
};

/** What an application that is delivered has in its history, whatever the matter. */
const alwaysThere = ['submitted', 'accepted', 'reviewStarted', 'approved', 'licenceIssued', 'delivered'];

interface EventRow {
  application_id: string;
  seq: number;
  type: string;
  detail: Record<string, string>;
  hash: string;
  previous_hash: string;
}

const by = <T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
};

const ids = (walks: readonly Walk[]) => walks.flatMap(({ applicationId }) => applicationId ?? []);

/** What was told at the peers' end about applications, by text: read before an inbox overflows, the most that was ever seen counts. */
export class Told {
  readonly #seen = new Map<string, number>();

  /** Reads what this citizen's phone shows. */
  async read({ phone, sandboxUrl }: City, { mobile, idNumber }: Walk['citizen']): Promise<void> {
    const answer = await fetch(`${sandboxUrl}/phone/wechat-messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ idNumber }),
    });
    const { items } = (await answer.json()) as { items: { title: string; lines: { value: string }[] }[] };
    const inWechat = items.map(({ title, lines }) => `wechat ${title} ${lines.map(({ value }) => value).join(' ')}`);
    const bySms = (await phone.messages(mobile)).map(({ text }) => `sms ${text}`);
    for (const [text, alike] of by([...inWechat, ...bySms], (one) => one)) {
      this.#seen.set(text, Math.max(this.#seen.get(text) ?? 0, alike.length));
    }
  }

  /** Messages on a channel that name this number, each with how often it came. */
  about(channel: 'sms' | 'wechat', number: string): number[] {
    return [...this.#seen]
      .filter(([text]) => text.startsWith(channel) && text.includes(number))
      .map(([, times]) => times);
  }
}

/** Reads what there is of these walks, and says what is wrong. */
export async function judge(city: City, walks: readonly Walk[], told: Told): Promise<Verdict> {
  const verdict: Verdict = { lost: [], doubled: [], unkept: [] };
  for (const { gaveUp, course, applicationId } of walks) {
    if (gaveUp !== null) verdict.unkept.push(`${course.matterId} ${applicationId ?? ''}: ${gaveUp}`);
  }
  const checks = [judgeApplications, judgeHistories, judgePapers, judgeMoney, judgeLicences, judgeNotices, judgeCases];
  for (const check of checks) await check(city, walks, verdict, told);
  return verdict;
}

type Check = (city: City, walks: readonly Walk[], verdict: Verdict, told: Told) => Promise<void>;

/** Every application acknowledged is there, and none that nobody was told of. */
const judgeApplications: Check = async (city, walks, { lost, doubled, unkept }) => {
  const rows = await city.rows<{
    application_id: string;
    citizen_id: string;
    matter_id: string;
    state: string;
    filed_at: Date;
  }>('SELECT application_id, citizen_id, matter_id, state, filed_at FROM applications WHERE citizen_id = ANY($1)', [
    walks.flatMap(({ citizenId }) => citizenId ?? []),
  ]);
  const acknowledged = new Set(ids(walks));
  for (const { applicationId } of walks) {
    const row = rows.find(({ application_id }) => application_id === applicationId);
    if (applicationId !== null && row === undefined) lost.push(`application ${applicationId}`);
    if (row && row.state !== 'delivered') unkept.push(`application ${applicationId} is ${row.state}`);
  }
  for (const row of rows) {
    const during = walks.some(
      ({ citizenId, course, startedAt, endedAt }) =>
        citizenId === row.citizen_id &&
        course.matterId === row.matter_id &&
        startedAt <= row.filed_at &&
        row.filed_at <= (endedAt ?? new Date()),
    );
    if (during && !acknowledged.has(row.application_id))
      doubled.push(`application ${row.application_id}, of which nobody was told`);
  }
};

/** Histories have no gap, no broken link, and nothing twice. */
const judgeHistories: Check = async (city, walks, { lost, doubled }) => {
  const rows = await city.rows<EventRow>(
    `SELECT application_id, seq, type, detail, hash, previous_hash FROM application_events
     WHERE application_id = ANY($1) ORDER BY application_id, seq`,
    [ids(walks)],
  );
  for (const [applicationId, events] of by(rows, ({ application_id }) => application_id)) {
    const broken = events.some(
      ({ seq, previous_hash }, at) => seq !== at + 1 || (at > 0 && previous_hash !== events[at - 1]?.hash),
    );
    if (broken) lost.push(`an entry of the history of ${applicationId}`);
    const types = events.map(({ type }) => type);
    if (types.includes('delivered')) {
      for (const type of alwaysThere) if (!types.includes(type)) lost.push(`${type} of ${applicationId}`);
    }
    const alike = by(events, ({ type, detail }) => `${type} ${onceOnly[type]?.(detail) ?? detail.seq ?? ''}`);
    for (const [what, several] of alike) {
      if (several.length > 1 && (several[0]?.type ?? '') in onceOnly) doubled.push(`${what} of ${applicationId}`);
    }
  }
};

/** Every paper is in; each was asked for by one question, and its answer is kept as evidence. */
const judgePapers: Check = async (city, walks, { lost, doubled, unkept }) => {
  const papers = await city.rows<{
    application_id: string;
    material_id: string;
    status: string;
    query_id: string;
    register: string | null;
  }>(
    `SELECT application_id, material_id, status, query_id, register FROM application_papers WHERE application_id = ANY($1)`,
    [ids(walks)],
  );
  const exchanges = await city.rows<{ application_id: string; subject_id: string; kind: string; outcome: string }>(
    'SELECT application_id, subject_id, kind, outcome FROM exchanges WHERE application_id = ANY($1)',
    [ids(walks)],
  );
  const questions = new Set(papers.map(({ query_id }) => query_id));
  const answered = new Set(
    exchanges.filter(({ outcome }) => outcome === 'answered').map(({ subject_id }) => subject_id),
  );
  for (const { application_id, material_id, status, query_id, register } of papers) {
    if (status === 'pending' || status === 'owed')
      unkept.push(`paper ${material_id} of ${application_id} is ${status}`);
    if (status === 'received' && register !== null && !answered.has(query_id))
      lost.push(`the answer about ${material_id} of ${application_id}`);
  }
  for (const { application_id, subject_id, kind } of exchanges) {
    if (kind !== 'case' && !questions.has(subject_id)) doubled.push(`a question about ${application_id}`);
  }
};

/** What the phone paid is booked once, and no order stays open that could be paid again. */
const judgeMoney: Check = async (city, walks, { lost, doubled, unkept }) => {
  const rows = await city.rows<{
    application_id: string;
    bill_id: string;
    bill: string;
    payment_id: string | null;
    state: string | null;
    code_url: string | null;
  }>(
    `SELECT b.application_id, b.bill_id, b.state AS bill, p.payment_id, p.state, p.code_url
     FROM bills b LEFT JOIN payments p USING (bill_id) WHERE b.application_id = ANY($1)`,
    [ids(walks)],
  );
  const open = (await (await fetch(`${city.sandboxUrl}/phone/codes`)).json()) as { items: { codeUrl: string }[] };
  for (const { applicationId, paymentIds, receipts, course } of walks) {
    const mine = rows.filter(({ application_id }) => application_id === applicationId);
    for (const paymentId of paymentIds) {
      if (!mine.some(({ payment_id }) => payment_id === paymentId)) lost.push(`payment ${paymentId}`);
    }
    for (const receipt of receipts) {
      const booked = mine.find(({ code_url }) => code_url === receipt);
      if (booked === undefined) lost.push(`money paid for ${applicationId}`);
      else if (booked.state !== 'succeeded') unkept.push(`payment ${booked.payment_id}, paid, is ${booked.state}`);
    }
    if (receipts.length > 1 || mine.filter(({ state }) => state === 'succeeded').length > 1)
      doubled.push(`payment of ${applicationId}`);
    if (applicationId !== null && course.feeFen > 0 && mine.some(({ bill }) => bill !== 'paid'))
      unkept.push(`the bill of ${applicationId}`);
    for (const { payment_id, bill, state, code_url } of mine) {
      const left = state === 'pending' || open.items.some(({ codeUrl }) => codeUrl === code_url);
      if (bill === 'paid' && left) unkept.push(`payment ${payment_id} is left open`);
    }
  }
};

/** One licence of a kind, and those that were shown are there. */
const judgeLicences: Check = async (city, walks, { lost, doubled, unkept }) => {
  const rows = await city.rows<{ application_id: string; licence_id: string; kind: string }>(
    'SELECT application_id, licence_id, kind FROM licences WHERE application_id = ANY($1)',
    [ids(walks)],
  );
  for (const [what, several] of by(rows, ({ application_id, kind }) => `licence ${kind} of ${application_id}`)) {
    if (several.length > 1) doubled.push(what);
  }
  for (const { applicationId, licenceIds } of walks) {
    const mine = rows.filter(({ application_id }) => application_id === applicationId);
    if (applicationId !== null && mine.length === 0) unkept.push(`the licence of ${applicationId}`);
    for (const licenceId of licenceIds)
      if (!mine.some(({ licence_id }) => licence_id === licenceId)) lost.push(`licence ${licenceId}`);
  }
};

/** Every notice was sent on the channels it was left for, once; what waits for the morning waits rightly. */
const judgeNotices: Check = async (city, walks, { lost, doubled, unkept }, told) => {
  const rows = await city.rows<{
    application_id: string;
    notice_id: string;
    kind: string;
    channel: 'sms' | 'wechat' | null;
    state: string | null;
    for_morning: boolean;
  }>(
    `SELECT n.application_id, n.notice_id, n.kind, s.channel, s.state,
       EXISTS (SELECT FROM pgboss.job j WHERE j.name = 'sendNotice' AND j.state = 'created'
               AND j.data->>'noticeId' = n.notice_id AND j.start_after > now() + interval '5 minutes') AS for_morning
     FROM notices n LEFT JOIN notice_sendings s USING (notice_id) WHERE n.application_id = ANY($1)`,
    [ids(walks)],
  );
  for (const { applicationId, acceptanceNumber, citizen } of walks) {
    if (applicationId === null || acceptanceNumber === null) continue;
    await told.read(city, citizen);
    const mine = rows.filter(({ application_id }) => application_id === applicationId);
    for (const { notice_id, channel, state, for_morning } of mine) {
      const waits = state === 'sending' || (state === 'waiting' && !for_morning);
      if (waits) unkept.push(`notice ${notice_id} by ${channel} is ${state}`);
    }
    for (const channel of ['sms', 'wechat'] as const) {
      const arrived = told.about(channel, acceptanceNumber);
      const sent = mine.filter((row) => row.channel === channel && row.state === 'sent');
      if (arrived.some((times) => times > 1)) doubled.push(`a message by ${channel} about ${applicationId}`);
      if (sent.length > arrived.length) lost.push(`a message by ${channel} about ${applicationId}`);
    }
  }
};

/** A department has taken one case of an application. */
const judgeCases: Check = async (city, walks, { doubled }) => {
  for (const applicationId of ids(walks)) {
    const cases = [...city.casesTaken].filter((caseId) => caseId.startsWith(applicationId));
    if (cases.length > 1) doubled.push(`the case of ${applicationId}`);
  }
};
