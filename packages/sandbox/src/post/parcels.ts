// The post: takes an order once, carries the parcel in a few moments, and tells of each place by a signed call-back.
import { createHmac } from 'node:crypto';
import type { SwitchBoard } from '../switches.ts';
import { rfc3339 } from '../time.ts';
import { waybillOf } from './waybills.ts';

/** Somebody the courier goes to. */
type Party = { name: string; mobile: string; address: string };
/** An order. */
export type Order = { orderId: string; sender: Party; recipient: Party; callback: string };
type Line = { seq: number; event: 'collected' | 'inTransit' | 'signed' | 'returned'; at: string };
/** A parcel as its sender and recipient see it. */
export type Parcel = Order & { waybill: string; lines: Line[] };

/** A street nobody finds: what is sent there comes back. */
const unknownStreet = '查无此址';
/** Waits between two tries of one call-back. */
const againMs = [0, 200, 1_000, 5_000];

/** Takes and carries parcels. */
export class Post {
  readonly #parcels = new Map<string, Parcel>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #key: string;
  readonly #legMs: number;
  readonly #board: SwitchBoard;
  readonly #now: () => number;

  /** @param legMs how long each part of the way takes; the real one takes a day */
  constructor(key: string, legMs: number, board: SwitchBoard, now: () => number) {
    this.#key = key;
    this.#legMs = legMs;
    this.#board = board;
    this.#now = now;
  }

  /** Takes an order; the same id is the same parcel. Null when the id stands for another order. */
  take(order: Order): Parcel | null {
    const there = this.#parcels.get(order.orderId);
    if (there) return there.sender.address === order.sender.address ? there : null;
    const parcel = { ...order, waybill: waybillOf(this.#parcels.size + 1), lines: [] };
    this.#parcels.set(order.orderId, parcel);
    const lost = order.recipient.address.includes(unknownStreet);
    const way = ['collected', 'inTransit', lost ? 'returned' : 'signed'] as const;
    way.forEach((event, index) => {
      this.#after((index + 1) * this.#legMs, () => this.#move(parcel, event));
    });
    return parcel;
  }

  /** A parcel by its order; undefined when there is none. */
  find(orderId: string): Parcel | undefined {
    return this.#parcels.get(orderId);
  }

  /** Every parcel, in the order they were taken. */
  all(): readonly Parcel[] {
    return [...this.#parcels.values()];
  }

  /** Carries nothing any more. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }

  #move(parcel: Parcel, event: Line['event']): void {
    parcel.lines.push({ seq: parcel.lines.length + 1, event, at: rfc3339(this.#now()) });
    if (this.#board.of('post').dropNotifications) return;
    for (let copies = this.#board.of('post').twice ? 2 : 1; copies > 0; copies -= 1) this.#tell(parcel, 0);
  }

  #tell(parcel: Parcel, tries: number): void {
    const wait = againMs[tries];
    if (wait === undefined) return;
    const { orderId, waybill, lines } = parcel;
    const body = JSON.stringify({ orderId, waybill, lines });
    this.#after(wait, () => {
      const timestamp = String(Math.floor(this.#now() / 1000));
      const key = this.#board.of('post').wrongSignature ? `${this.#key}?` : this.#key;
      const signature = createHmac('sha256', key).update(`${timestamp}\n${body}`).digest('hex');
      fetch(parcel.callback, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'post-timestamp': timestamp, 'post-signature': signature },
        body,
      }).then(
        ({ status }) => {
          if (status !== 204) this.#tell(parcel, tries + 1);
        },
        () => this.#tell(parcel, tries + 1),
      );
    });
  }
}
