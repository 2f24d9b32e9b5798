// The outbox: a filing made without a network is kept, sent once, and forgotten only when the service holds it all.
import type { Application, CreateApplicationBody } from '@onetrip/shared/contract';
import { isOneTripError, type Language } from '../core/errors.ts';
import { type Obstacle, obstacleOf, openShelf, type PendingFiling } from './entry.ts';
import { findHeld, type OutboxClient, own, readBack } from './held.ts';
import type { OutboxStorage } from './storage.ts';

export type { Obstacle, PendingFiling } from './entry.ts';
export type { OutboxClient } from './held.ts';
export {
  type BrowserStorage,
  browserStorage,
  memoryStorage,
  type OutboxStorage,
  type WechatStorage,
  wechatStorage,
} from './storage.ts';

/** What an outbox is given. */
export interface OutboxOptions {
  /** A client with `applications` and `identity`. While somebody else is signed in, the filings wait. */
  readonly client: OutboxClient;
  /** Where filings are kept: `wechatStorage`, `browserStorage`, `fileStorage` of `@onetrip/sdk/node`, or your own. */
  readonly storage: OutboxStorage;
  /** Whose filings: the citizen's `citizenId`, so that nobody else on this device sends them. Never a number of his. */
  readonly owner: string;
  /** Language of what the outbox itself says. Default `zh`. */
  readonly language?: Language;
  /** Told when a filing was kept, sent, hindered or proved; show what waits as pending. */
  readonly onChange?: (filing: PendingFiling) => void;
  /** Told when the service was proved to hold a filing, which is then forgotten here. */
  readonly onFiled?: (application: Application, filing: PendingFiling) => void;
}

/** What became of a filing: the application, or what is kept of it until it is one. */
export type Filed = { readonly application: Application } | { readonly pending: PendingFiling };

/** Keeps filings until the service holds them. */
export interface Outbox {
  /**
   * Keeps a filing, then sends it if the network allows. Once it is kept, no crash loses it.
   * @throws {Error} what the storage throws; then nothing was kept or sent
   */
  file(body: CreateApplicationBody): Promise<Filed>;
  /** What waits, oldest first: to be sent, to be proved, or for a person to mend. */
  pending(): Promise<PendingFiling[]>;
  /**
   * Sends what waits while its owner is signed in, each at most once however often this is called. Call it at the start, when the network returns, when
   * the app is shown, and after signing in. What a person must mend is left alone. Resolves when there is nothing more to
   * do now; a missing network is no error.
   */
  flush(): Promise<void>;
  /**
   * Files something else in place of a filing that was refused.
   * @throws {TypeError} when there is no such filing, or it was not refused: it may be with the service already
   */
  mend(id: string, body: CreateApplicationBody): Promise<Filed>;
  /** Forgets a filing. One that may have reached the service stands there all the same: withdraw it there. */
  discard(id: string): Promise<void>;
}

const heldDifferently: Readonly<Record<Language, Obstacle>> = {
  zh: {
    code: 'held_differently',
    sentence: '这次提交的内容与已提交的办件不一致，您填写的内容没有丢失。',
    nextStep: '请打开该办件核对；需要更改的，请在办件中更正。',
    fields: [],
  },
  en: {
    code: 'held_differently',
    sentence: 'The application holds something else than was filed here. Nothing you entered is lost.',
    nextStep: 'Open the application and compare; what has to change is corrected there.',
    fields: [],
  },
};

/**
 * Opens the outbox of one citizen on this device. Two devices do not file the same twice: each filing has a key of its own,
 * the service keeps one open application a matter, and one that holds just the same is recognised.
 * @example
 * const outbox = createOutbox({ client, storage: wechatStorage(wx), owner: me.citizenId, onChange: show });
 * wx.onNetworkStatusChange(({ isConnected }) => isConnected && outbox.flush());
 * const filed = await outbox.file(body);
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { client, storage, owner, language = 'zh', onChange, onFiled } = options;
  const shelf = openShelf(storage, owner);
  /** Filings whose `file` or `mend` still wants to know what became of them. */
  const awaited = new Map<string, Application | undefined>();
  let running: Promise<void> | undefined;
  let again = false;

  async function keep(filing: PendingFiling): Promise<PendingFiling> {
    await shelf.put(filing);
    onChange?.(filing);
    return filing;
  }

  /** Sends one, or proves it; whatever is learnt is kept before the next step. */
  async function send(waiting: PendingFiling): Promise<void> {
    let filing = waiting;
    try {
      if (filing.applicationId === null) {
        const { body, idempotencyKey } = filing;
        // The answer to an earlier attempt was lost. Its key may have lapsed, so look before it is sent again.
        const earlier = filing.attempted ? await findHeld(client, filing) : undefined;
        if (!filing.attempted) filing = await keep({ ...filing, attempted: true });
        const { applicationId } =
          earlier ??
          (await client.applications.create(body, { ...own, idempotencyKey }).catch(async (error: unknown) => {
            if (!isOneTripError(error) || error.code !== 'application_open_already') throw error;
            const elsewhere = await findHeld(client, filing);
            if (!elsewhere) throw error;
            return elsewhere;
          }));
        filing = await keep({ ...filing, applicationId });
      }
      const held = await readBack(client, filing.applicationId ?? '', filing.body);
      if (held) {
        await shelf.remove(filing.id);
        if (awaited.has(filing.id)) awaited.set(filing.id, held);
        onFiled?.(held, filing);
      } else {
        await keep({ ...filing, obstacle: heldDifferently[language] });
      }
    } catch (error) {
      const obstacle = obstacleOf(error);
      if (obstacle) await keep({ ...filing, obstacle });
      else throw error;
    }
  }

  async function run(): Promise<void> {
    do {
      again = false;
      for (const { id } of await shelf.all()) {
        const filing = await shelf.get(id);
        if (!filing || filing.obstacle) continue;
        try {
          // Whoever has signed in since must not file in his own name what somebody else wrote.
          if ((await client.identity.me(own)).citizen.citizenId !== owner) return;
          await send(filing);
        } catch (error) {
          // Nothing but waiting helps, for this one and for those after it.
          if (!isOneTripError(error)) throw error;
          break;
        }
      }
    } while (again);
  }

  const outbox: Outbox = {
    pending: () => shelf.all(),
    flush() {
      again = true;
      running ??= run().finally(() => {
        running = undefined;
      });
      return running;
    },
    async file(body) {
      const idempotencyKey = await client.newIdempotencyKey();
      const keptAt = new Date().toISOString();
      const id = idempotencyKey;
      const content = { id, body, keptAt, idempotencyKey };
      await keep({ ...content, attempted: false, applicationId: null, obstacle: null });
      return settle(id);
    },
    async mend(id, body) {
      const filing = await shelf.get(id);
      if (!filing?.obstacle || filing.applicationId !== null) throw new TypeError('this filing was not refused');
      const idempotencyKey = await client.newIdempotencyKey();
      await keep({ ...filing, body, idempotencyKey, attempted: false, obstacle: null });
      return settle(id);
    },
    discard: (id) => shelf.remove(id),
  };

  /** Sends what waits, and tells what became of one of it. */
  async function settle(id: string): Promise<Filed> {
    awaited.set(id, undefined);
    try {
      await outbox.flush();
      const application = awaited.get(id);
      if (application) return { application };
      const pending = await shelf.get(id);
      if (!pending) throw new TypeError('this filing was discarded');
      return { pending };
    } finally {
      awaited.delete(id);
    }
  }

  return outbox;
}
