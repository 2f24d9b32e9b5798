// Answers one question to a register: what its agreement gives for the purpose, and nothing else.
import type { SourceContract } from '@onetrip/shared/contract';
import { refusalOf } from '@onetrip/shared/rules';
import { holderOf } from '../people/citizenCards.ts';
import type { People } from '../people/person.ts';
import { isKnown, noted, notedField } from './notes.ts';
import { findRegister } from './registers/index.ts';
import type { Held } from './registers/register.ts';

/** A question as it comes from the gateway. */
export type Query = {
  queryId: string;
  /** Random and secret: keeps the digests of question and answer from telling what was said. */
  salt: string;
  purpose: { theme: string; matterId: string; materialId: string };
  subject: { name: string; idNumber: string };
  fields: string[];
  predicate?: string;
  parameters?: Record<string, string>;
  /** Where a register that answers later calls back. */
  answerTo?: string;
};

/** A status with its body. */
export type Answer = { status: number; body: Record<string, unknown> };

const refusal = (status: number, error: string): Answer => ({ status, body: { error } });

/** The agreement on a register; undefined where there is none. */
export const agreementOn = (
  agreements: readonly SourceContract[],
  department: string,
  register: string,
): SourceContract | undefined => agreements.find((one) => one.department === department && one.register === register);

/** Refuses what the agreement does not give: 403 where it is the purpose, 400 where the question itself is none. */
export function refuse(contract: SourceContract | undefined, query: Query, now: number): Answer | null {
  if (!contract) return refusal(404, 'unknown_register');
  const { fields, predicate, parameters, purpose } = query;
  const question = {
    fields,
    theme: purpose.theme,
    ...(predicate ? { predicate } : {}),
    ...(parameters ? { parameters } : {}),
  };
  const reason = refusalOf(contract, question, new Date(now));
  return reason && refusal(reason === 'purpose_not_allowed' ? 403 : 400, reason);
}

/** Answers a question that was not refused; `asOf` is the time of the answer. */
export function answerQuery(contract: SourceContract, query: Query, people: People, asOf: string): Answer {
  const { department, register } = contract;
  const answered = (outcome: string, record?: Record<string, string>): Answer => ({
    status: 200,
    body: { queryId: query.queryId, salt: query.salt, outcome, ...(record ? { record } : {}), asOf },
  });

  // A citizen card's number may stand in the place of its holder's.
  const { idNumber } = query.subject;
  const person = register === 'cityCards' ? holderOf(people, idNumber) : people.byIdNumber(idNumber);
  if (!person || person.missingAt.includes(department)) return answered('notFound');
  // The police know today's name; a register elsewhere may still hold the one before.
  const knownAs = department === 'RS' ? (person.formerName ?? person.name) : person.name;
  if (knownAs !== query.subject.name) return answered(query.predicate === 'namesMatch' ? 'no' : 'notFound');

  const { today } = people;
  const told = findRegister(department, register);
  const held: Held | null = told
    ? told.read({ people, person, today, parameters: query.parameters ?? {} })
    : isKnown(contract, person, today)
      ? { record: {}, answers: {} }
      : null;
  if (!held) return answered('notFound');
  if (query.predicate !== undefined) {
    return answered((held.answers[query.predicate] ?? noted(contract, query.predicate, person)) ? 'yes' : 'no');
  }
  const { record } = held;
  if (!record) return answered('notFound');
  const value = (field: string): string => record[field] ?? notedField(contract, field, person, today);
  return answered('found', Object.fromEntries(query.fields.map((field) => [field, value(field)])));
}
