// The command `onetrip`, as installed, against a real system: what people and programs are told, and how it ends.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newWebhookSecret, signWebhook, testWebhookEvent } from '@onetrip/sdk/testing';
import { filingOf } from './support/filing.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import type { SandboxPerson } from './support/phone.ts';
import { type System, startSystem } from './support/system.ts';

const root = new URL('../', import.meta.url).pathname;
let system: System;
let home: string;
let person: SandboxPerson;
const file = (name: string, content: string | object): string => {
  const path = join(home, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

beforeAll(async () => {
  execFileSync(process.execPath, ['scripts/build.mjs', '--only', 'sdk'], { cwd: root, env: plainEnv() });
  home = mkdtempSync(join(tmpdir(), 'onetrip-command-'));
  system = await startSystem();
  person = await system.phone.person('陈雨桐');
}, 240_000);
afterAll(async () => {
  await system.close();
  rmSync(home, { recursive: true, force: true });
});

/** Jest's module flags are not the command's. */
const plainEnv = () => ({ PATH: process.env.PATH ?? '', NODE_ENV: 'production' });

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const given = { ...plainEnv(), HOME: home, LANG: 'zh_CN.UTF-8', ONETRIP_URL: system.gatewayUrl, ...env };
  return spawn(process.execPath, [join(root, 'packages/sdk/bin/onetrip.js'), ...args], { env: given });
}

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/**
 * Runs it to its end. Standard input is `input`; or whatever `answer` says to what stands in the terminal since the last
 * answer, when that is a question.
 */
function onetrip(
  args: readonly string[],
  {
    input,
    answer,
    onOut,
    env,
  }: {
    input?: string;
    answer?: (question: string) => string | Promise<string>;
    onOut?: (text: string) => void;
    env?: Record<string, string>;
  } = {},
): Promise<Ended> {
  const child = start(args, env);
  let [out, err, asked] = ['', '', 0];
  child.stdout?.on('data', (text: Buffer) => {
    out += text;
    onOut?.(out);
  });
  child.stderr?.on('data', async (text: Buffer) => {
    err += text;
    const question = err.slice(asked);
    if (!answer || !/([:：]|\)) ?$/.test(question)) return;
    asked = err.length;
    child.stdin?.write(`${await answer(question)}\n`);
  });
  if (!answer) child.stdin?.end(input ?? '');
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
/** Signs somebody in at the terminal. */
async function signIn({ mobile, name, idNumber }: SandboxPerson, env: Record<string, string> = {}): Promise<Ended> {
  const before = await system.phone.lastCode(mobile);
  return onetrip(['sign-in'], {
    env,
    async answer(question) {
      if (question.includes('手机号')) return mobile;
      if (question.includes('验证码')) return system.phone.loginCode(mobile, before);
      return question.includes('姓名') ? name : idNumber;
    },
  });
}
const json = ({ out }: Ended) => JSON.parse(out.trim().split('\n').at(-1) ?? '');

describe('a citizen', () => {
  test('who has not signed in is told to, with 4', async () => {
    const told = await onetrip(['track']);
    expect(told).toMatchObject({ code: 4, out: '' });
    expect(told.err).toContain('onetrip sign-in');
    expect(json(await onetrip(['track', '--json']))).toMatchObject({ error: { code: 'unauthenticated' } });
  });

  test('searches and plans, in either language', async () => {
    const found = await onetrip(['search', '居住证签注']);
    expect(found).toMatchObject({ code: 0, err: '' });
    expect(found.out).toContain('HZ-GA-041');
    const items = json(await onetrip(['search', 'juzhuzheng', '--json'])).items as { matterId: string }[];
    expect(items.map(({ matterId }) => matterId)).toContain('HZ-GA-041');
    expect(await onetrip(['search', '§§§', '--lang', 'en'])).toMatchObject({ code: 1 });

    const open = await onetrip(['plan', 'HZ-GA-041'], { env: { LANG: 'en_GB.UTF-8' } });
    expect(open.out).toContain('Still to answer');
    expect(open.out).toContain('basis = ');
    const plan = await onetrip(['plan', 'HZ-GA-041', '--situation', '{"basis":"employment"}', '--json']);
    expect(json(plan)).toMatchObject({ matterId: 'HZ-GA-041', idOnly: true, questions: [] });
    const unknown = await onetrip(['plan', 'HZ-NO-000']);
    expect(unknown).toMatchObject({ code: 1, out: '' });
  });

  test('signs in at the terminal; the session is his alone, and no number is echoed', async () => {
    const signed = await signIn(person);
    expect(signed).toMatchObject({ code: 0, out: '已登录。\n' });
    for (const secret of [person.mobile, person.idNumber]) expect(signed.out + signed.err).not.toContain(secret);
    expect(statSync(join(home, '.config/onetrip/session.json')).mode & 0o777).toBe(0o600);
    expect(json(await onetrip(['doctor', '--json'])).findings).toContainEqual(
      expect.objectContaining({ check: 'session', ok: true, level: 2 }),
    );
    const elsewhere = await onetrip(['track'], {
      env: { ONETRIP_URL: system.gatewayUrl.replace('127.0.0.1', 'localhost') },
    });
    expect(elsewhere.code).toBe(4);
  });

  test('files by answering questions, and follows it', async () => {
    const filed = await onetrip(['file', 'HZ-GA-041', '--lang', 'en'], {
      answer(question) {
        if (question.includes('(y/n)')) return 'y';
        if (question.includes('Number or value')) return question.includes('(employment)') ? 'employment' : '1';
        return /mobile/i.test(question) ? person.mobile : '杭州市西湖区文三路 1 号';
      },
    });
    expect(filed).toMatchObject({ code: 0 });
    const [, applicationId = ''] = /Filed: (\S+) /.exec(filed.out) ?? [];
    const followed = await onetrip(['track', applicationId, '--follow', '--json']);
    expect(followed.code).toBe(0);
    const states = followed.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).state as string);
    expect(states.at(-1)).toBe('delivered');
    const once = json(await onetrip(['track', applicationId, '--json'])) as { events: { type: string }[] };
    expect(once.events[0]?.type).toBe('submitted');
    expect((await onetrip(['track'])).out).toContain(applicationId);
  });

  test('says no, and nothing is filed', async () => {
    const stopped = await onetrip(['file', 'HZ-GA-041', '--lang', 'en'], {
      answer: (question) =>
        question.includes('(y/n)')
          ? 'n'
          : question.includes('Number or value')
            ? question.includes('(employment)')
              ? 'employment'
              : '1'
            : 'x',
    });
    expect(stopped).toMatchObject({ code: 1, out: '' });
    expect(stopped.err).toContain('Nothing was filed.');
  });

  test('files from a program, once for one key, and pays', async () => {
    const payer = await system.phone.person('许志坚');
    const env = { HOME: join(home, 'payer') };
    expect((await signIn(payer, env)).code).toBe(0);
    const { client } = await system.signedIn(payer.name);
    const input = JSON.stringify(await filingOf(client, 'HZ-JJ-026'));
    const filing = ['file', 'HZ-JJ-026', '--json', '--key', 'kept-by-the-program'];
    const [first, again] = [json(await onetrip(filing, { input, env })), json(await onetrip(filing, { input, env }))];
    expect(again).toEqual(first);
    const { applicationId } = first as { applicationId: string };
    await client.applications.waitFor(applicationId, { until: ({ awaitingPayment }) => awaitingPayment });
    let paying: Promise<string> | undefined;
    const paid = await onetrip(['pay', applicationId, '--json'], {
      env,
      onOut(out) {
        const { codeUrl } = JSON.parse(out.split('\n')[0] ?? '') as { codeUrl: string };
        paying ??= system.phone.pay(codeUrl, payer.idNumber);
      },
    });
    expect(await paying).toBe('paid');
    expect(paid.code).toBe(0);
    expect(json(paid)).toMatchObject({ state: 'succeeded' });
    const nothing = await onetrip(['file', 'HZ-JJ-026', '--json'], { input: '{}', env });
    expect(nothing.code).toBe(1);
    expect(json(nothing)).toMatchObject({ error: { code: expect.any(String), nextStep: expect.any(String) } });
  }, 120_000);
});

describe('a partner', () => {
  const doctor = async (...args: string[]) => {
    const ended = await onetrip(['doctor', '--json', ...args]);
    const { findings } = json(ended) as { findings: { check: string; ok: boolean | null; code?: string }[] };
    return { code: ended.code, of: (check: string) => findings.find((one) => one.check === check) };
  };

  test('whose key is known learns what it may do', async () => {
    const { privateKeyFile, serviceKeysFile, keyId } = system.partners.bank;
    const { code, of } = await doctor('--key', privateKeyFile, '--service-keys', serviceKeysFile);
    expect(code).toBe(0);
    expect(of('reached')).toMatchObject({ ok: true, status: 200 });
    expect(of('clock')).toMatchObject({ ok: true });
    expect(of('key')).toMatchObject({ ok: true, keyId, keyIds: [keyId], partnerId: 'bank-demo' });
    expect(of('answers')).toMatchObject({ ok: true });
    const { servicePoints } = system.partners.bank;
    expect(of('scopes')).toMatchObject({
      ok: true,
      scopes: { servicePoints: servicePoints.map(({ servicePointId, name }) => ({ servicePointId, name })) },
    });
    const told = await onetrip(['doctor', '--key', privateKeyFile, '--service-keys', serviceKeysFile]);
    expect(told.out).toMatch(/✓ 密钥: bank-demo-1 – 示例银行/);
  });

  test('whose key is not known, or who trusts other keys, learns which of the two', async () => {
    const { serviceKeysFile, privateKeyFile } = system.partners.bank;
    const pair = generateKeyPairSync('ed25519');
    const stranger = file('stranger.pem', pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    const unknown = await doctor('--key', stranger, '--key-id', 'stranger', '--service-keys', serviceKeysFile);
    expect(unknown.code).toBe(1);
    expect(unknown.of('key')).toMatchObject({ ok: false, code: 'signature_invalid' });
    const { kty, crv, x } = pair.publicKey.export({ format: 'jwk' });
    const other = file('other-keys.json', { keys: [{ kty, crv, x, kid: 'answer-1', purpose: 'answers' }] });
    const distrusting = await doctor('--key', privateKeyFile, '--service-keys', other);
    expect(distrusting.code).toBe(1);
    expect(distrusting.of('answers')).toMatchObject({ ok: false, code: 'signature_untrusted' });
    expect(distrusting.of('key')).toMatchObject({ ok: null });
    const publicKey = file('public.pem', pair.publicKey.export({ type: 'spki', format: 'pem' }).toString());
    const wrong = await onetrip(['doctor', '--key', publicKey, '--key-id', 'k', '--service-keys', serviceKeysFile]);
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('is a public key; pass its private half');
  });

  test('whose clock is off, or who reaches nobody, learns that', async () => {
    const server = createServer(({ url: asked }, response) => {
      response.statusCode = asked === '/v1/keys' ? 200 : 404;
      response.setHeader('date', new Date(Date.now() + 3_600_000).toUTCString());
      response.setHeader('content-type', 'application/json');
      response.end('{"keys":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const late = await onetrip(['doctor', '--json', '--url', url]);
    server.close();
    server.closeAllConnections();
    expect(late.code).toBe(1);
    const [, clock] = json(late).findings as { ok: boolean; skewSeconds: number }[];
    expect(clock?.ok).toBe(false);
    expect(Math.abs((clock?.skewSeconds ?? 0) + 3600)).toBeLessThan(5);
    expect((await onetrip(['doctor', '--url', 'http://127.0.0.1:9'])).code).toBe(3);
    expect((await onetrip(['search', 'x', '--url', 'http://127.0.0.1:9'], { env: { LANG: 'en' } })).code).toBe(3);
  }, 120_000);

  test('learns why a webhook was refused', async () => {
    const secret = newWebhookSecret();
    const at = new Date('2026-03-02T01:00:00Z');
    const { body, headers } = signWebhook(testWebhookEvent('application.approved'), secret, { id: 'msg_1', at });
    const [path, headersFile] = [file('webhook.json', body), file('headers.json', headers)];
    const lines = file(
      'headers.txt',
      Object.entries(headers)
        .map((pair) => pair.join(': '))
        .join('\n'),
    );
    const verify = ['verify-webhook', '--secret-file', file('secret', secret), '--at', at.toISOString()];
    expect(json(await onetrip([...verify, path, '--headers', headersFile, '--json']))).toMatchObject({
      valid: true,
      id: 'msg_1',
      event: { type: 'application.approved' },
    });
    expect(await onetrip([...verify, '-', '--headers', lines], { input: body })).toMatchObject({ code: 0 });
    const parsed = file('parsed.json', JSON.stringify(JSON.parse(body), null, 2));
    const changed = await onetrip([...verify, parsed, '--headers', headersFile, '--json']);
    expect(changed.code).toBe(1);
    expect(json(changed)).toEqual({ valid: false, fault: 'signatureWrong' });
    const old = await onetrip(['verify-webhook', path, '--headers', headersFile], {
      env: { ONETRIP_WEBHOOK_SECRET: secret },
    });
    expect(old.code).toBe(1);
    expect(await onetrip(['verify-webhook', path, '--headers', headersFile])).toMatchObject({ code: 2 });
  });
});

describe('called wrongly', () => {
  test.each([
    ['no command', []],
    ['a command there is not', ['fly']],
    ['an option there is not', ['search', 'x', '--colour', 'red']],
    ['nothing to look for', ['search']],
    ['two matters', ['plan', 'a', 'b']],
    ['a situation that is none', ['plan', 'HZ-GA-041', '--situation', '[1']],
    ['a language there is not', ['search', 'x', '--lang', 'fr']],
    ['an address that is none', ['search', 'x', '--url', 'ftp://x']],
    ['an application that is no JSON', ['file', 'HZ-GA-041', '--json']],
  ])('%s: 2, and the usage', async (_what, args) => {
    const ended = await onetrip(args);
    expect(ended.code).toBe(2);
    expect(ended.out + ended.err).toContain('onetrip COMMAND');
  });

  test('with an identity number or a mobile number as an argument: refused, and not repeated', async () => {
    for (const number of [person.idNumber, person.mobile]) {
      const ended = await onetrip(['track', number]);
      expect(ended.code).toBe(2);
      expect(ended.out + ended.err).not.toContain(number);
    }
  });
});

test('signing out ends the session here and there; nothing of anybody was left behind', async () => {
  const { token } = JSON.parse(readFileSync(join(home, '.config/onetrip/session.json'), 'utf8')) as { token: string };
  expect(await onetrip(['sign-out'])).toMatchObject({ code: 0 });
  expect((await onetrip(['track'])).code).toBe(4);
  expect((await onetrip(['track'], { env: { ONETRIP_TOKEN: token } })).code).toBe(4);
  await expectNoIdentityNumbers(system);
});
