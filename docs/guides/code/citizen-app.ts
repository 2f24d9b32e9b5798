// The guide for citizens' apps as one program: from a word he types to a licence verified without asking anybody.
// #region client
import { createClient, ProblemError } from '@onetrip/sdk';

const client = createClient({
  baseUrl: process.env.ONETRIP_URL ?? 'http://127.0.0.1:7400',
  language: 'en', // of the sentences in errors; 'zh' by default
});

// #endregion
import { verifyLicence } from '@onetrip/sdk/verify';
import { codeOnPhone, personCalled } from './sandbox.ts';

const citizen = await personCalled('陈雨桐');

// #region find
const { items } = await client.matters.search({ q: 'juzhuzheng' });
const matterId = 'HZ-GA-041';
const hit = items.find((one) => one.matterId === matterId);
console.log('found:', hit?.name.zh);
// #endregion

// #region plan
const open = await client.matters.plan(matterId, { situation: {} });
console.log('to be asked:', open.questions.map(({ id }) => id).join(', '));

const situation = { basis: 'employment' };
const plan = await client.matters.plan(matterId, { situation });
console.log('nothing but the ID:', plan.idOnly);
for (const { name, why } of plan.notAsked) console.log(`not asked: ${name.zh} – ${why.en}`);
// #endregion

// #region signIn
await client.identity.sendCode({ mobile: citizen.mobile });
const code = await codeOnPhone(citizen.mobile); // he reads it, and types it
const session = await client.identity.signIn({ kind: 'mobile', mobile: citizen.mobile, code });
client.setToken(session.token);
await client.identity.verify({ name: citizen.name, idNumber: citizen.idNumber });
const me = await client.identity.me();
console.log('level:', me.citizen.level);
// #endregion

// #region refused
const { noticeHash } = await client.privacy.notice(matterId, { situation });
const filing = {
  matterId,
  situation,
  form: Object.fromEntries(plan.forms.filter(({ required }) => required).map(({ id }) => [id, citizen.mobile])),
  commitments: plan.commitments.map(({ materialId }) => materialId),
  noticeHash,
};
try {
  await client.applications.create({ ...filing, noticeAcknowledged: false });
} catch (error) {
  if (!(error instanceof ProblemError)) throw error;
  console.log(`${error.code}: ${error.sentence}`);
}
// #endregion

// #region file
const idempotencyKey = await client.newIdempotencyKey(); // kept with the filing until the answer is there
const application = await client.applications.create({ ...filing, noticeAcknowledged: true }, { idempotencyKey });
const again = await client.applications.create({ ...filing, noticeAcknowledged: true }, { idempotencyKey });
console.log('filed once:', again.applicationId === application.applicationId);
// #endregion

// #region follow
const done = await client.applications.waitFor(application.applicationId, {
  until: 'delivered',
  onChange: ({ sentence }) => show(sentence.zh),
});
console.log('papers:', done.papers.map(({ status }) => status).join(', '));
// #endregion

// #region verify
const licence = await client.licences.get(done.licenceIds[0] ?? '');
const { keys } = await client.licences.keys();
const { jws: revocations } = await client.licences.revocations();
console.log('genuine:', verifyLicence(licence.jws, { keys, revocations, at: new Date() }).valid);
// #endregion

/** Where a page shows how his application stands. */
function show(_sentence: string): void {}
