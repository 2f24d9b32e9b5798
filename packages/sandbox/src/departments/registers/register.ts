// What a register is: who holds it, and what it says of one person.
import type { LocalText, Register } from '@onetrip/shared/contract';
import type { Car, People, Person } from '../../people/person.ts';

/** A question about one person. */
export type Inquiry = { people: People; person: Person; today: string; parameters: Readonly<Record<string, string>> };

/** What a register says of one person: every field as text, or null where it has no entry; every predicate answered. */
export type Held<Field extends string = string, Predicate extends string = string> = {
  record: Record<Field, string> | null;
  answers: Record<Predicate, boolean>;
};

/** A register as it is told by people's lives. What its agreement lists beyond `fields` and `predicates` is noted. */
export type RegisterDefinition = {
  register: Register;
  /** Code of the department that holds it. */
  department: string;
  name: LocalText;
  fields: readonly string[];
  predicates: readonly string[];
  /** Null: the register does not know this person, and can say neither yes nor no. */
  read(inquiry: Inquiry): Held | null;
};

/** Writes a register down; its fields and predicates are those its `read` must give. */
export function defineRegister<const Field extends string, const Predicate extends string>(
  definition: Omit<RegisterDefinition, 'fields' | 'predicates' | 'read'> & {
    fields: readonly Field[];
    predicates: readonly Predicate[];
    read(inquiry: Inquiry): Held<Field, Predicate> | null;
  },
): RegisterDefinition {
  return definition;
}

/** The car asked about: by VIN, else the one he has. Null when it is not his. */
export function carOf({ person, parameters }: Inquiry): Car | null {
  const { vin } = parameters;
  return (vin ? person.cars.find((car) => car.vin === vin.toUpperCase()) : person.cars[0]) ?? null;
}

/** A parameter that is a count; 0 where it was not given. */
export const countOf = (parameters: Inquiry['parameters'], name: string): number => Number(parameters[name] ?? 0);

/** Whether a parameter says what a register holds; spaces aside. */
export const says = (parameters: Inquiry['parameters'], name: string, held: string): boolean =>
  held !== '' && (parameters[name] ?? '').replace(/\s/g, '') === held.replace(/\s/g, '');
