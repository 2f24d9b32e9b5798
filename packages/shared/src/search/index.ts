// Search: one engine for the server and for the phone offline.
export * from './build.ts';
export type { Among } from './gather.ts';
export * from './query.ts';
export { type Vocabulary, vocabulary } from './vocabulary.ts';
