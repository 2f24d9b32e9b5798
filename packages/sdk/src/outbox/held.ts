// Whether the service holds a filing, all of it: found and read back, not believed.
import type { Application, CreateApplicationBody } from '@onetrip/shared/contract';
import type { Client } from '../client.ts';
import type { PendingFiling } from './entry.ts';

/** What an outbox needs of a client. */
export interface OutboxClient {
  readonly applications: Pick<Client['applications'], 'create' | 'get' | 'form' | 'list'>;
  readonly identity: Pick<Client['identity'], 'me'>;
  newIdempotencyKey(): Promise<string>;
}

/** The owner's own calls, even where the client otherwise acts for somebody. */
export const own = { onBehalfOf: undefined } as const;

/** How wrong a device's clock may be before a filing of its own is not recognised, in milliseconds. */
const clockLeewayMs = 24 * 3_600_000;
/** How many applications are looked through. */
const lookThrough = 100;

/** The application, when it holds all that was filed; undefined when it holds something else. */
export async function readBack(
  { applications }: OutboxClient,
  applicationId: string,
  body: CreateApplicationBody,
): Promise<Application | undefined> {
  const [application, { values }] = await Promise.all([
    applications.get(applicationId, own),
    applications.form(applicationId, own),
  ]);
  const isSame =
    application.matterId === body.matterId &&
    sameWords(application.situation, body.situation) &&
    sameWords(values, body.form);
  return isSame ? application : undefined;
}

/** The application a filing became, where an earlier attempt or another device of the citizen has filed just the same. */
export async function findHeld(
  client: OutboxClient,
  { body, keptAt }: PendingFiling,
): Promise<Application | undefined> {
  const earliest = Date.parse(keptAt) - clockLeewayMs;
  const filed = await client.applications.list({}, own).toArray({ limit: lookThrough });
  for (const { applicationId, matterId, filedAt } of filed) {
    if (matterId !== body.matterId || Date.parse(filedAt) < earliest) continue;
    const held = await readBack(client, applicationId, body);
    if (held && held.state !== 'withdrawn') return held;
  }
  return undefined;
}

/** What was given is what is held; the service cuts blanks at the ends and keeps nothing empty. */
function sameWords(held: Readonly<Record<string, unknown>>, given: Readonly<Record<string, unknown>>): boolean {
  const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() : JSON.stringify(value ?? ''));
  const names = new Set([...Object.keys(held), ...Object.keys(given)]);
  return [...names].every((name) => (trimmed(held[name] ?? '') || '') === (trimmed(given[name] ?? '') || ''));
}
