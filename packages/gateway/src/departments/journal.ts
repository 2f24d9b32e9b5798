// The journal of exchanges with departments: append-only. Who asked whom what, why and when stands in clear; what was said is sealed.
import type { Register } from '@onetrip/shared/contract';
import { and, desc, eq, gt, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '../database/connection.ts';
import { newId } from '../database/ids.ts';
import { exchanges } from '../database/schema/index.ts';
import type { ExchangeKind } from './exchange.ts';
import type { Query } from './messages.ts';
import type { Attempt } from './transport.ts';

/** For whom a question is asked. */
export interface Asker {
  applicationId: string | null;
  citizenId: string;
  /** By which a fresh answer to the same question is found again. */
  questionHash: string | null;
  /** Seals with the key of the person concerned. */
  seal(text: string): string;
}

/** An exchange as it is kept. */
export interface NewExchange extends Partial<Omit<Attempt, 'outcome' | 'askedAt' | 'endedAt'>>, Ended {
  kind: ExchangeKind;
  department: string;
  register?: string;
  subjectId: string;
  items: string[];
  purpose?: Query['purpose'];
  asker: Asker | null;
  /** Where nobody in particular is asked for. */
  applicationId?: string | null;
}
type Ended = Pick<Attempt, 'outcome' | 'askedAt' | 'endedAt'>;

/** Keeps exchanges; nothing is ever changed or taken back. */
export interface Journal {
  record(exchange: NewExchange): Promise<void>;
}

/** What was said, as it is sealed. */
export interface Said {
  request: string;
  response: string | null;
}

/** Column under which the content of an exchange is sealed. */
export const sealedAs = 'exchange';

const rowOf = (exchange: NewExchange): typeof exchanges.$inferInsert => {
  const { kind, department, register, subjectId, items, purpose, asker, applicationId = null } = exchange;
  const { outcome, askedAt, endedAt, request, response, sent, received } = exchange;
  return {
    exchangeId: newId('exch'),
    kind,
    department,
    register: (register ?? null) as Register | null,
    subjectId,
    items,
    theme: purpose?.theme ?? null,
    matterId: purpose?.matterId ?? null,
    materialId: purpose?.materialId ?? null,
    applicationId: asker?.applicationId ?? applicationId,
    citizenId: asker?.citizenId ?? null,
    questionHash: asker?.questionHash ?? null,
    outcome,
    askedAt,
    endedAt,
    request: request ?? null,
    response: response ?? null,
    contentSealed:
      asker && sent !== undefined
        ? asker.seal(JSON.stringify({ request: sent, response: received ?? null } satisfies Said))
        : null,
  };
};

/** A journal in the database. Outside of transactions: what was said was said, whatever becomes of the deed. */
export const createJournal = (database: Database): Journal => ({
  async record(exchange) {
    await database.insert(exchanges).values(rowOf(exchange));
  },
});

/** Keeps an exchange together with a deed. */
export async function recordIn(tx: Transaction, exchange: NewExchange): Promise<void> {
  await tx.insert(exchanges).values(rowOf(exchange));
}

/** The condition on `exchanges` for an answer to this very question that came after a time. */
export const isAnswerTo = (questionHash: string, after: Date) =>
  and(
    eq(exchanges.questionHash, questionHash),
    eq(exchanges.outcome, 'answered'),
    inArray(exchanges.kind, ['query', 'fetch']),
    gt(exchanges.endedAt, after),
  );

/** The last answer to this very question that came after a time; null when there is none. */
export async function lastAnswer(
  database: Database,
  questionHash: string,
  after: Date,
): Promise<typeof exchanges.$inferSelect | null> {
  const [row] = await database
    .select()
    .from(exchanges)
    .where(isAnswerTo(questionHash, after))
    .orderBy(desc(exchanges.endedAt))
    .limit(1);
  return row ?? null;
}
