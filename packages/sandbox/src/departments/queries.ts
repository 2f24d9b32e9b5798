// Answers one question to a register: what was asked and nothing else.
import type { People } from '../people/person.ts';
import { findRegister } from './registers/index.ts';

/** A question as it comes from the gateway. */
export type Query = {
  queryId: string;
  purpose: { matterId: string; materialId: string };
  subject: { name: string; idNumber: string };
  fields: string[];
  predicate?: string;
  parameters?: Record<string, string>;
};

/** What picks one record among a person's several; a register that needs none of it ignores it. */
const knownParameters = ['vin'];

/** A status with its body. */
export type Answer = { status: number; body: Record<string, unknown> };

const refusal = (status: number, error: string): Answer => ({ status, body: { error } });

/** Answers a question put to a department's register; `asOf` is the time of the answer. */
export function answerQuery(department: string, name: string, query: Query, people: People, asOf: string): Answer {
  const register = findRegister(department, name);
  if (!register) return refusal(404, 'unknown_register');
  if (query.fields.some((field) => !register.fields.includes(field))) return refusal(400, 'fields_not_allowed');
  if (query.predicate !== undefined && !register.predicates.includes(query.predicate))
    return refusal(400, 'predicate_not_allowed');
  if (Object.keys(query.parameters ?? {}).some((parameter) => !knownParameters.includes(parameter)))
    return refusal(400, 'parameters_not_allowed');
  if (query.predicate === undefined && query.fields.length === 0) return refusal(400, 'nothing_asked');

  const answered = (outcome: string, record?: Record<string, string>): Answer => ({
    status: 200,
    body: { queryId: query.queryId, outcome, ...(record ? { record } : {}), asOf },
  });

  const person = people.byIdNumber(query.subject.idNumber);
  if (!person || person.missingAt.includes(department)) return answered('notFound');
  // The police know today's name; a register elsewhere may still hold the one before.
  const knownAs = department === 'RS' ? (person.formerName ?? person.name) : person.name;
  if (knownAs !== query.subject.name) return answered(query.predicate === 'namesMatch' ? 'no' : 'notFound');

  const held = register.read({ people, person, today: people.today, parameters: query.parameters ?? {} });
  if (!held) return answered('notFound');
  if (query.predicate !== undefined) return answered(held.answers[query.predicate] ? 'yes' : 'no');
  const { record } = held;
  if (!record) return answered('notFound');
  return answered('found', Object.fromEntries(query.fields.map((field) => [field, record[field] ?? ''])));
}
