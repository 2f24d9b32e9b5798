// The situation (情形): the questions that decide it, the answers, and what is said to apply in it.
import { type Static, Type } from 'typebox';
import { Id, LocalText } from './text.ts';

/** When something applies: one answer, all of several, any of several, or not. */
export type Condition =
  | { question: string; in: string[] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

/** The schema of a `Condition`; its shape is checked where catalogues are read. */
export const Condition = Type.Unsafe<Condition>({
  title: 'Condition',
  description: 'When something applies: `{question, in}`, `{all: […]}`, `{any: […]}` or `{not: …}`.',
  type: 'object',
});

/** A question about the situation (情形). */
export const Question = Type.Object(
  {
    id: Id('Unique within the matter'),
    text: LocalText,
    help: Type.Optional(LocalText),
    options: Type.Array(Type.Object({ value: Type.String(), label: LocalText }), { minItems: 2 }),
    when: Type.Optional(Condition),
  },
  { title: 'Question', description: 'A question about the situation (情形); asked only where `when` holds.' },
);
export type Question = Static<typeof Question>;

/** Answers to the situation questions, by question id. */
export const Situation = Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 64 }), {
  title: 'Situation',
  description: 'Answers to the situation questions, by question id.',
});
export type Situation = Static<typeof Situation>;
