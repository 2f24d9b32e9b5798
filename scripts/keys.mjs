// Rotates keys while the service runs. `npm run --silent keys -- status | rotate licence|anchor|departments|answers|master`
import './node-version.mjs';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildAll } from './build.mjs';
import { install } from './install.mjs';
import { root } from './run.mjs';
import { bold, dim, main, Plain, say } from './terminal.mjs';

const usage = `npm run --silent keys -- COMMAND

  status                        which keys sign, and what each master key still wraps
  rotate licence                licences and revocation lists are signed with a new key from now on
  rotate anchor                 anchors and case files are
  rotate departments            requests to departments are, after --overlap SECONDS (default 86400)
  rotate answers                answers to partners are, after --overlap SECONDS (default 86400)
  rotate master                 writes a new master key on the first line of its file, and waits until nothing is
                                wrapped by a former one

  --gateway URL                 default http://127.0.0.1:7400
  --master-key-file FILE        default .onetrip/city/gateway/master.key; with several hosts, the new line belongs in the
                                file of each of them before "rotate master --written"
  --written                     the new master key is in the file already
  --json                        the result for a program

The operator signs in through the staff directory; ONETRIP_OFFICER_TOKEN holds his session where one is open already.`;

/** What may be rotated, and after how many seconds a new key signs. */
const overlaps = { licence: 0, anchor: 0, departments: 86_400, answers: 86_400, master: 0 };
const signInMs = 5 * 60_000;

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        gateway: { type: 'string', default: 'http://127.0.0.1:7400' },
        'master-key-file': { type: 'string', default: join(root, '.onetrip/city/gateway/master.key') },
        overlap: { type: 'string' },
        written: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const [command, purpose, ...others] = positionals;
    const known =
      command === 'status' ? purpose === undefined : command === 'rotate' && Object.hasOwn(overlaps, purpose ?? '');
    if (!values.help && (!known || others.length > 0)) throw new Error('What is to be done?');
    const overlapSeconds = Number(values.overlap ?? overlaps[purpose] ?? 0);
    if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0) throw new Error('--overlap takes whole seconds.');
    return { ...values, command, purpose, overlapSeconds };
  } catch (error) {
    throw new Plain(`${error.message}\n\n${usage}`);
  }
}

/** Signs the operator in: his browser goes to the staff directory and comes back here. */
async function signIn(office) {
  const redirectAddress = 'http://127.0.0.1:7499/signed-in';
  const { address, state } = await office.officers.beginSignIn({ redirectAddress });
  say(`  Sign in as the operator: ${bold(address)}`);
  const code = await new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', redirectAddress);
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      response.end('已登录，可以关闭本页。 Signed in; you may close this page.\n');
      if (url.pathname !== '/signed-in') return;
      server.close();
      clearTimeout(deadline);
      resolve(url.searchParams.get('code') ?? '');
    }).listen(7499, '127.0.0.1');
    const deadline = setTimeout(() => {
      server.close();
      reject(new Plain('Nobody signed in within five minutes.'));
    }, signInMs);
    server.on('error', () => reject(new Plain('Port 7499 is busy: the browser comes back there.')));
  });
  return (await office.officers.signIn({ code, state })).token;
}

/** Puts a new master key first; those before stay until nothing is wrapped by them. */
function writeMasterKey(file) {
  if (!existsSync(file)) throw new Plain(`${file} is not there; name the master key file with --master-key-file.`);
  const draft = `${file}.new`;
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n${readFileSync(file, 'utf8').trim()}\n`, {
    mode: 0o600,
  });
  renameSync(draft, file);
}

/** Waits until former master keys wrap nothing any more. */
async function rewrapped(office) {
  for (;;) {
    const { masterKeys } = await office.keys.status();
    const left = masterKeys.filter(({ current }) => !current).reduce((sum, { wrapped }) => sum + wrapped, 0);
    if (left === 0) return;
    await sleep(1000);
  }
}

function show({ signingKeys, masterKeys }) {
  for (const { purpose, kid, state, activeFrom } of signingKeys)
    say(
      `  ${purpose.padEnd(12)} ${state.padEnd(8)} ${kid}  ${dim(activeFrom ? `from ${activeFrom}` : 'from the beginning')}`,
    );
  for (const { keyId, current, wrapped } of masterKeys)
    say(`  ${'master'.padEnd(12)} ${(current ? 'wraps' : 'former').padEnd(8)} ${keyId}  ${dim(`${wrapped} values`)}`);
}

await main(async () => {
  const { command, purpose, overlapSeconds, gateway, json, help, written, 'master-key-file': file } = options();
  if (help) {
    say(usage);
    return;
  }
  await install();
  await buildAll({ only: ['sdk'] });
  const { createOfficeClient } = await import(new URL('../packages/sdk/dist/office.js', import.meta.url).href);
  const office = createOfficeClient({ baseUrl: gateway, language: 'en' });
  office.setToken(process.env.ONETRIP_OFFICER_TOKEN ?? (await signIn(office)));
  try {
    if (command === 'rotate') {
      if (purpose === 'master' && !written) writeMasterKey(file);
      await office.keys.rotate({ purpose, ...(purpose === 'master' ? {} : { overlapSeconds }) });
      if (purpose === 'master') await rewrapped(office);
    }
    const status = await office.keys.status();
    if (json) process.stdout.write(`${JSON.stringify(status)}\n`);
    else show(status);
  } catch (error) {
    if (error.name === 'ProblemError') throw new Plain(`${error.message}\n${error.nextStep ?? ''}`.trim());
    throw error;
  }
});
