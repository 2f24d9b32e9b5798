// Operations of keys: the public ones for everybody; for the operator how they stand, and their rotation.
import type { KeyRotation, KeyStatus } from '@onetrip/shared/contract';
import type { Context } from '../context.ts';
import type { Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { countWrapped, startRewrapping } from './rewrap.ts';

/** Handlers of `keys.*`. */
export function keyHandlers(context: Context): Pick<Handlers, 'keys.list' | 'keys.status' | 'keys.rotate'> {
  const { database, keys, log, masterKeys, now } = context;

  /** How all keys stand; reads every column that may hold something wrapped. */
  async function status(): Promise<KeyStatus> {
    const wrapped = await countWrapped(context);
    const current = masterKeys.current().id;
    // A key that is gone from the file but still wraps something is shown too: that is when it is missed.
    const ids = new Set([...masterKeys.all().map(({ id }) => id), ...wrapped.keys()]);
    return {
      signingKeys: keys.status(),
      masterKeys: [...ids].map((keyId) => ({ keyId, current: keyId === current, wrapped: wrapped.get(keyId) ?? 0 })),
    };
  }

  return {
    'keys.list': async () => ({ keys: keys.published() }),

    'keys.status': () => status(),

    'keys.rotate': async ({ body: { purpose, overlapSeconds = 0 }, caller, keep }) => {
      if (purpose === 'master' && masterKeys.all().length < 2) throw new ProblemError('master_key_missing');
      const rotation = await database.transaction(async (tx) => {
        const delayMs = purpose === 'master' ? 0 : overlapSeconds * 1000;
        const activeFrom = new Date(now().getTime() + delayMs);
        const kid = purpose === 'master' ? masterKeys.current().id : await keys.add(tx, purpose, activeFrom);
        if (purpose === 'master') await startRewrapping(context, tx);
        const made: KeyRotation = { purpose, kid, activeFrom: activeFrom.toISOString() };
        await keep(tx, made);
        return made;
      });
      await keys.refresh();
      log.info({ officerId: caller.officerId, purpose, kid: rotation.kid }, 'key rotated');
      return rotation;
    },
  };
}
