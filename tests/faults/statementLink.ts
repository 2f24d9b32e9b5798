// A link between the gateway and PostgreSQL that understands the wire protocol (version 3) as far as where a statement begins and its result ends.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Board } from './faults.ts';
import { statementName, statementPoint } from './points.ts';

/** A link that is open. */
export interface StatementLink {
  port: number;
  close(): Promise<void>;
}

/** A message: its type (none for the first one of a connection), and everything of it as it stands on the wire. */
interface Message {
  type: string;
  bytes: Buffer;
}

/** Cuts what arrives into messages. */
class Messages {
  #rest: Buffer = Buffer.alloc(0);
  #first: boolean;

  /** @param startsBare the first message has no type, as the one that opens a connection */
  constructor(startsBare: boolean) {
    this.#first = startsBare;
  }

  take(chunk: Buffer): Message[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const whole: Message[] = [];
    for (;;) {
      const lengthAt = this.#first ? 0 : 1;
      if (this.#rest.length < lengthAt + 4) return whole;
      const end = lengthAt + this.#rest.readUInt32BE(lengthAt);
      if (this.#rest.length < end) return whole;
      const bytes = this.#rest.subarray(0, end);
      whole.push({ type: this.#first ? '' : String.fromCharCode(bytes[0] ?? 0), bytes });
      this.#rest = this.#rest.subarray(end);
      this.#first = false;
    }
  }
}

/** Texts that end with a zero, from the beginning of a message's content. */
const texts = ({ bytes }: Message): string[] => bytes.subarray(5).toString('utf8').split('\0');

/** Ends of what the gateway sends at once: a simple query, or the `Sync` of an extended one. */
const endsUnit = (type: string) => type === 'Q' || type === 'S';

/** One connection: its statements pass one after the other. */
class Connection {
  readonly #gateway: Socket;
  readonly #server: Socket;
  readonly #board: Board;
  readonly #prepared = new Map<string, string>();
  #unit: Message[] = [];
  #results: { bytes: Buffer[]; ended: (result: Buffer) => void; broken: (error: Error) => void } | null = null;
  #before: string | null = null;
  #inTransaction = false;
  #ready = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(gateway: Socket, server: Socket, board: Board) {
    this.#gateway = gateway;
    this.#server = server;
    this.#board = board;
    const asked = new Messages(true);
    const said = new Messages(false);
    gateway.on('data', (chunk: Buffer) => {
      for (const message of asked.take(chunk)) this.#ask(message);
    });
    server.on('data', (chunk: Buffer) => {
      for (const message of said.take(chunk)) this.#say(message);
    });
    for (const side of [gateway, server]) side.on('error', () => this.cut()).on('close', () => this.cut());
  }

  cut(): void {
    this.#gateway.destroy();
    this.#server.destroy();
    this.#results?.broken(new Error('the connection is gone'));
    this.#results = null;
  }

  #ask(message: Message): void {
    if (!this.#ready || message.type === 'X') return void this.#server.write(message.bytes);
    this.#unit.push(message);
    if (!endsUnit(message.type)) return;
    const unit = this.#unit;
    this.#unit = [];
    this.#turn = this.#turn.then(() => this.#pass(unit));
  }

  #say({ type, bytes }: Message): void {
    if (this.#results === null) {
      this.#gateway.write(bytes);
    } else {
      this.#results.bytes.push(bytes);
    }
    if (type !== 'Z') return;
    this.#ready = true;
    this.#inTransaction = String.fromCharCode(bytes[5] ?? 0) !== 'I';
    const ended = this.#results;
    this.#results = null;
    ended?.ended(Buffer.concat(ended.bytes));
  }

  /** The statement a unit carries; empty where it only closes or describes one. */
  #statementIn(unit: Message[]): string {
    for (const message of unit) {
      const [first = '', second = ''] = texts(message);
      if (message.type === 'Q') return first;
      if (message.type === 'P') {
        this.#prepared.set(first, second);
        return second;
      }
      if (message.type === 'B') return this.#prepared.get(second) ?? '';
    }
    return '';
  }

  async #pass(unit: Message[]): Promise<void> {
    if (this.#server.destroyed) return;
    const name = statementName(this.#statementIn(unit));
    const before = this.#inTransaction ? this.#before : null;
    const settles = /^commit/i.test(name) || (before === null && !/^(begin|rollback|select|set)\b/i.test(name));
    this.#before = name;
    await this.#board.pass(
      { name: statementPoint(name, before), statement: true, settles },
      {
        forward: () =>
          new Promise<Buffer>((resolve, reject) => {
            if (this.#server.destroyed) return reject(new Error('the connection is gone'));
            this.#results = { bytes: [], ended: resolve, broken: reject };
            this.#server.write(Buffer.concat(unit.map(({ bytes }) => bytes)));
          }),
        answer: (result) => void this.#gateway.write(result),
        cut: () => this.cut(),
      },
    );
  }
}

/** Opens a link to a server. */
export async function openStatementLink(target: { host: string; port: number }, board: Board): Promise<StatementLink> {
  const open = new Set<Connection>();
  const server = createServer((gateway) => {
    const connection = new Connection(gateway, connect(target.port, target.host), board);
    open.add(connection);
    gateway.on('close', () => open.delete(connection));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const connection of open) connection.cut();
      }),
  };
}
