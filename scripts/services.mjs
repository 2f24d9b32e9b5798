// A service as a child process: its log, its readiness, its end.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';
import { Plain } from './terminal.mjs';

const followParent = pathToFileURL(join(root, 'scripts', 'follow-parent.mjs')).href;

/** Whether a loopback port is free. */
export const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** The first of `count` consecutive free ports, for systems nobody has to find again. */
export async function freePorts(count) {
  for (let tries = 0; tries < 50; tries += 1) {
    const base = 20_000 + Math.floor(Math.random() * 20_000);
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(base + index)));
    if (free.every(Boolean)) return base;
  }
  throw new Plain(`No ${count} consecutive free ports were found on this machine.`);
}

/** The last thing a service said, for the sentence that tells why it stopped. */
function lastWords(file) {
  if (!existsSync(file)) return '';
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(-40).reverse();
  for (const line of lines) {
    if (!line.startsWith('{')) {
      if (line.trim() !== '' && !/^\s+at |^Node\.js v/.test(line)) return line.trim();
      continue;
    }
    try {
      const entry = JSON.parse(line);
      if (entry.level >= 50 || entry.level === 'error' || entry.level === 'fatal')
        return entry.err?.message ?? entry.msg;
    } catch {
      // A line cut short by the end of the process says nothing.
    }
  }
  return '';
}

/**
 * Starts `node entry` with `env`; its output goes to `log`.
 * @returns name, url, log; `ended` resolves when it is gone; `ready()` waits until `probe` answers; `stop()` ends it
 */
export function startService({ name, entry, env, url, probe = url, log }) {
  mkdirSync(dirname(log), { recursive: true });
  const output = createWriteStream(log);
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', followParent, entry], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  let gone = false;
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => {
      gone = true;
      output.end(() => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    });
  });
  return {
    name,
    url,
    log,
    pid: child.pid,
    ended,
    /** Why it ended, as a sentence. */
    epitaph: async () => {
      const how = await ended;
      // Who left in good order has no last words worth quoting.
      const words = how === 'exit code 0' ? '' : lastWords(log);
      return `${name} stopped (${how})${words ? `: ${words.replace(/\.$/, '')}` : ''}. Its log: ${log}`;
    },
    /** Waits up to a minute until it answers; throws `Plain` when it ends before. */
    async ready() {
      const until = Date.now() + 60_000;
      while (Date.now() < until) {
        if (gone) throw new Plain(await this.epitaph());
        const answer = await fetch(probe, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
        await answer?.arrayBuffer();
        if (answer?.ok) return;
        await sleep(60);
      }
      throw new Plain(`${name} did not answer within a minute; its log is ${log}.`);
    },
    kill: (signal) => child.kill(signal),
    /** Asks it to end, and after ten seconds insists. */
    async stop() {
      if (gone) return;
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(insist);
    },
  };
}

/** Stops services in the reverse of the order they were started in. */
export async function stopServices(services) {
  for (const service of [...services].reverse()) await service.stop();
}
