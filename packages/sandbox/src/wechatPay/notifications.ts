// Tells the merchant that an order is paid, or a refund arrived: encrypted, signed, tried again until he answers 200 or 204.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { SwitchBoard } from '../switches.ts';
import { rfc3339 } from '../time.ts';
import { type Order, toTransaction } from './orders.ts';
import type { Platform } from './platform.ts';
import type { Refund } from './refunds.ts';

/** Waits between tries, in ms; the published ones are 15 s, 15 s, 30 s, 3 min and so on up to a day. */
export const defaultDelaysMs: readonly number[] = [200, 500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000];
/** A merchant who does not answer within this has not answered. */
const answerWithinMs = 5000;

/** Sends notifications until `stop` is called. */
export class Notifier {
  readonly #platform: Platform;
  readonly #board: SwitchBoard;
  readonly #delaysMs: readonly number[];
  readonly #now: () => number;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #stopped = new AbortController();

  constructor(platform: Platform, board: SwitchBoard, delaysMs: readonly number[], now: () => number) {
    this.#platform = platform;
    this.#board = board;
    this.#delaysMs = delaysMs;
    this.#now = now;
  }

  /** Announces a payment; the waits and tries go on in the background. */
  announce(order: Order): void {
    const event = { type: 'TRANSACTION.SUCCESS', summary: '支付成功', original: 'transaction' };
    this.#send(order.request.notify_url, event, toTransaction(order));
  }

  /** Announces that a refund has arrived, once it has. */
  announceRefund({ request, order }: Refund, shown: () => Record<string, unknown>, afterMs: number): void {
    const { notify_url: url } = request;
    if (url === undefined) return;
    const event = { type: 'REFUND.SUCCESS', summary: '退款成功', original: 'refund' };
    this.#after(afterMs, () => {
      const { status, amount, ...rest } = shown();
      const { total, refund, payer_total, payer_refund } = amount as Record<string, number>;
      const amounts = { total, refund, payer_total, payer_refund };
      this.#send(url, event, { mchid: order.request.mchid, ...rest, refund_status: status, amount: amounts });
    });
  }

  #send(url: string, event: { type: string; summary: string; original: string }, content: object): void {
    const { dropNotifications, twice } = this.#board.of('wechatPay');
    if (dropNotifications) return;
    const body = JSON.stringify({
      id: randomUUID(),
      create_time: rfc3339(this.#now()),
      resource_type: 'encrypt-resource',
      event_type: event.type,
      summary: event.summary,
      resource: { original_type: event.original, ...this.#platform.seal(JSON.stringify(content), event.original) },
    });
    for (let copy = 0; copy < (twice ? 2 : 1); copy += 1) void this.#deliver(url, body, 0);
  }

  /** Stops all tries. */
  stop(): void {
    this.#stopped.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  async #deliver(url: string, body: string, attempt: number): Promise<void> {
    const { slowMs, down, wrongSignature } = this.#board.of('wechatPay');
    const taken = !down && (await this.#post(url, body, slowMs, wrongSignature));
    const delay = this.#delaysMs[attempt];
    if (taken || delay === undefined || this.#stopped.signal.aborted) return;
    this.#after(delay, () => void this.#deliver(url, body, attempt + 1));
  }

  #after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }

  async #post(url: string, body: string, slowMs: number, forged: boolean): Promise<boolean> {
    try {
      if (slowMs > 0) await wait(slowMs, undefined, { signal: this.#stopped.signal });
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          accept: '*/*',
          'user-agent': 'Mozilla/4.0',
          ...this.#platform.sign(body, { forged }),
        },
        body,
        signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(answerWithinMs)]),
      });
      await response.arrayBuffer();
      return response.status === 200 || response.status === 204;
    } catch {
      return false; // Not reached, or too slow: tried again.
    }
  }
}
