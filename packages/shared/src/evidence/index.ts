// Evidence: what can be verified without asking the service. No I/O, no clock; any engine.
export * from './anchor.ts';
export * from './canonical.ts';
export * from './case.ts';
export * from './entries.ts';
export * from './licence.ts';
export * from './merkle.ts';
export * from './revocations.ts';
export * from './signature.ts';
