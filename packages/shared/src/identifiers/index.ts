// Identifiers of people, organisations, vehicles and telephones: checked, written in one form, and masked.
export type { Checked, IdentifierFault, IdentifierWarning } from './checked.ts';
export * from './citizenId.ts';
export * from './mask.ts';
export * from './mobile.ts';
export * from './plate.ts';
export * from './uscc.ts';
export { checkVin, vinCheckCharacter } from './vin.ts';
