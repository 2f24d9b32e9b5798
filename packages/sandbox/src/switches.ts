// One switch board for all peers: how each misbehaves, and the delay or refusal that follows.
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { departmentCodes } from './departments/list.ts';

/** A peer's misbehaviour. */
export type Switches = {
  /** Waits this long before it answers, in ms. */
  slowMs: number;
  /** Answers 503. */
  down: boolean;
  /** Answers (or delivers, or notifies) twice. */
  twice: boolean;
  /** Signs with a key nobody knows; only for peers that sign. */
  wrongSignature: boolean;
  /** Notifications are lost; only `wechatPay` and `post`. */
  dropNotifications: boolean;
  /** Answers that come later come this much later still, in ms; only departments. */
  answersLateMs: number;
  /** Of two answers that come later, the later one comes first; only departments. */
  answersOutOfOrder: boolean;
  /** Answers that should come later never come; only departments. */
  answersNever: boolean;
  /** Asks for a supplement to every case before it decides; only departments. */
  asksSupplement: boolean;
};

const well: Switches = {
  slowMs: 0,
  down: false,
  twice: false,
  wrongSignature: false,
  dropNotifications: false,
  answersLateMs: 0,
  answersOutOfOrder: false,
  answersNever: false,
  asksSupplement: false,
};
const common = ['slowMs', 'down', 'twice'] as const;
const signing = [...common, 'wrongSignature'] as const;
const departmental = [...signing, 'answersLateMs', 'answersOutOfOrder', 'answersNever', 'asksSupplement'] as const;

/** Which switches each kind of peer has. */
const switchesOf = (peer: string): readonly (keyof Switches)[] | undefined => {
  if (peer === 'wechat' || peer === 'sms') return common;
  if (peer === 'faceCheck' || peer === 'staffDirectory') return ['slowMs', 'down'];
  if (peer === 'wechatPay' || peer === 'post') return [...signing, 'dropNotifications'];
  return departmentCodes.includes(peer) ? departmental : undefined;
};

/** The peers that have switches. */
export const peers: readonly string[] = [
  'wechat',
  'wechatPay',
  'sms',
  'post',
  'staffDirectory',
  'faceCheck',
  ...departmentCodes,
];

/** The states of all switches. */
export class SwitchBoard {
  readonly #states = new Map<string, Switches>();

  /** How a peer is set now. */
  of(peer: string): Switches {
    return this.#states.get(peer) ?? well;
  }

  /** Sets some of a peer's switches; answers a sentence when one is unknown or of the wrong type. */
  set(peer: string, changes: Record<string, unknown>): string | null {
    const known = switchesOf(peer);
    if (!known) return `no such peer: ${peer}`;
    for (const [name, value] of Object.entries(changes)) {
      if (!known.includes(name as keyof Switches)) return `${peer} has no switch ${name}; it has ${known.join(', ')}`;
      const isTime = name.endsWith('Ms');
      const fits = isTime
        ? Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 60_000
        : value === !!value;
      if (!fits) return isTime ? `${name}: 0 to 60000` : `${name}: true or false`;
    }
    this.#states.set(peer, { ...this.of(peer), ...changes });
    return null;
  }

  /** All well again. */
  reset(): void {
    this.#states.clear();
  }

  /** The peers and the switches each one has, as set now. */
  list(): { peer: string; switches: Partial<Switches> }[] {
    return peers.map((peer) => ({
      peer,
      switches: Object.fromEntries((switchesOf(peer) ?? []).map((name) => [name, this.of(peer)[name]])),
    }));
  }
}

/** Makes every answer of this part of the server obey a peer's switches `slowMs`, `down` and `twice`. */
export function obeySwitches(
  app: FastifyInstance,
  board: SwitchBoard,
  peerOf: (request: FastifyRequest) => string,
  repeatAnswers = true,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const { slowMs, down } = board.of(peerOf(request));
    if (slowMs > 0) await wait(slowMs);
    if (down) return reply.code(503).header('retry-after', '1').send();
  });
  if (!repeatAnswers) return;
  app.addHook('onSend', async (request, reply, payload) => {
    if (board.of(peerOf(request)).twice) repeatOnWire(reply, typeof payload === 'string' ? payload : '');
    return payload;
  });
}

/**
 * Writes the same answer on the connection once more, then ends it: the next question asked on a kept-alive connection
 * would read a stale answer, which is what the echoed `request-id` is signed for.
 */
function repeatOnWire(reply: FastifyReply, payload: string): void {
  const { raw } = reply;
  const { socket } = raw;
  raw.once('finish', () => {
    const body = Buffer.from(payload);
    const headers = { ...raw.getHeaders(), 'content-length': body.length, connection: 'close' };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
    const head = `HTTP/1.1 ${raw.statusCode} ${raw.statusMessage}\r\n${lines.join('\r\n')}\r\n\r\n`;
    socket?.end(Buffer.concat([Buffer.from(head), body]));
  });
}
