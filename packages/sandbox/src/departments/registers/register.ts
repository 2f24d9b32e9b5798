// What a register is: who holds it, what may be asked of it, and how it answers about one person.
import type { LocalText, Register } from '@onetrip/shared/contract';
import type { Car, People, Person } from '../../people/person.ts';

/** A question about one person. */
export type Inquiry = { people: People; person: Person; today: string; parameters: Readonly<Record<string, string>> };

/** What a register says of one person: every field as text, or null where it has no entry; every predicate answered. */
export type Held<Field extends string = string, Predicate extends string = string> = {
  record: Record<Field, string> | null;
  answers: Record<Predicate, boolean>;
};

/** A register as a department publishes it. */
export type RegisterDefinition = {
  register: Register;
  /** Code of the department that holds it. */
  department: string;
  name: LocalText;
  /** The fields that may be asked; a question for any other is refused. */
  fields: readonly string[];
  /** The yes/no questions that may be asked. */
  predicates: readonly string[];
  /** A parameter that picks the record, where a person may have several. */
  parameter?: 'vin';
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
