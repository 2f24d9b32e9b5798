// What the outbox keeps of a filing, and how it is written to a storage and read back.
import type { CreateApplicationBody, ProblemField } from '@onetrip/shared/contract';
import { isOneTripError } from '../core/errors.ts';
import type { OutboxStorage } from './storage.ts';

/** Why a filing lies still until a person has looked at it. */
export interface Obstacle {
  /** The problem's code; `held_differently`: the service holds an application, but not with this content. */
  readonly code: string;
  /** What went wrong, for the citizen. */
  readonly sentence: string;
  /** What to do next, for the citizen. */
  readonly nextStep: string;
  /** The fields at fault; empty when none is. */
  readonly fields: readonly ProblemField[];
}

/** A filing that the service has not yet been proved to hold. */
export interface PendingFiling {
  /** Its name in this outbox. */
  readonly id: string;
  /** What is filed. */
  readonly body: CreateApplicationBody;
  /** When it was kept, by this device's clock (RFC 3339). */
  readonly keptAt: string;
  /** The key it is sent with, however often: made once, before it was first sent. */
  readonly idempotencyKey: string;
  /** Whether it may have reached the service: set before it is sent. */
  readonly attempted: boolean;
  /** The application the service says it became; what is missing is only the proof that all of it is there. */
  readonly applicationId: string | null;
  /** What a person must mend first; null while there is nothing to do but wait for the network. */
  readonly obstacle: Obstacle | null;
}

/** Filings of one owner in a storage, each under a key of its own so that writing one cannot harm another. */
export interface Shelf {
  all(): Promise<PendingFiling[]>;
  get(id: string): Promise<PendingFiling | undefined>;
  put(filing: PendingFiling): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Opens the shelf of one owner. */
export function openShelf(storage: OutboxStorage, owner: string): Shelf {
  const prefix = `onetrip.outbox.${owner}.`;
  const read = async (key: string) => {
    const text = await storage.get(key);
    return text ? (JSON.parse(text) as PendingFiling) : undefined;
  };
  return {
    async all() {
      const keys = (await storage.keys()).filter((key) => key.startsWith(prefix));
      const kept = await Promise.all(keys.map(read));
      const filings = kept.filter((filing): filing is PendingFiling => filing !== undefined);
      return filings.sort((a, b) => (a.keptAt + a.id < b.keptAt + b.id ? -1 : 1));
    },
    get: (id) => read(prefix + id),
    put: (filing) => storage.set(prefix + filing.id, JSON.stringify(filing)),
    remove: (id) => storage.remove(prefix + id),
  };
}

/** What of a failure a person must mend; undefined where waiting helps: no network, a busy service, nobody signed in. */
export function obstacleOf(error: unknown): Obstacle | undefined {
  if (!isOneTripError(error)) throw error;
  const { kind, status, code, retryable, sentence, nextStep, fields } = error;
  if (kind !== 'problem' || retryable || status === 401) return undefined;
  return { code, sentence, nextStep, fields };
}
