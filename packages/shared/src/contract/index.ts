// The contract: every schema, operation and problem code of the service API.
export * from './application.ts';
export * from './bill.ts';
export * from './citizen.ts';
export * from './insight.ts';
export * from './licence.ts';
export * from './matter.ts';
export * from './operations.ts';
export * from './partner.ts';
export * from './payment.ts';
export * from './plate.ts';
export * from './problems.ts';
export * from './routes.ts';
export * from './signatures.ts';
export * from './text.ts';
