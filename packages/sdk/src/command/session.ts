// Where the command keeps who signed in: one file, readable by its owner only.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Surroundings } from './command.ts';

/** A session, and the service it is of: it is never sent to another. */
export interface KeptSession {
  readonly baseUrl: string;
  readonly token: string;
}

type Env = Surroundings['env'];

const fileOf = ({ XDG_CONFIG_HOME, HOME = homedir() }: Env): string =>
  join(XDG_CONFIG_HOME || join(HOME, '.config'), 'onetrip', 'session.json');

/** The token for this service; undefined where nobody signed in. */
export function tokenFor(baseUrl: string, env: Env): string | undefined {
  if (env.ONETRIP_TOKEN) return env.ONETRIP_TOKEN;
  try {
    const kept = JSON.parse(readFileSync(fileOf(env), 'utf8')) as KeptSession;
    return kept.baseUrl === baseUrl ? kept.token : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a session. */
export function keepSession(session: KeptSession, env: Env): void {
  const file = fileOf(env);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // A file that is there keeps its rights, so it is made anew.
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(session), { mode: 0o600 });
}

/** Forgets it. */
export const forgetSession = (env: Env): void => rmSync(fileOf(env), { force: true });
