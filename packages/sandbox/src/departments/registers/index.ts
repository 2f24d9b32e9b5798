// Every register that is played: who holds it and what may be asked of it. Published in docs/protocols.md.
import { homeRegisters } from './home.ts';
import { lifeRegisters } from './life.ts';
import { policeRegisters } from './police.ts';
import type { RegisterDefinition } from './register.ts';
import { trafficRegisters } from './traffic.ts';
import { workRegisters } from './work.ts';

/** All registers; one name may be held by several departments (utilities). */
export const registers: readonly RegisterDefinition[] = [
  ...policeRegisters,
  ...workRegisters,
  ...homeRegisters,
  ...lifeRegisters,
  ...trafficRegisters,
];

/** The register of a name at a department. */
export const findRegister = (department: string, name: string): RegisterDefinition | undefined =>
  registers.find((one) => one.department === department && one.register === name);

/** The names of the registers a department holds. */
export const registersOf = (department: string): string[] =>
  registers.filter((one) => one.department === department).map((one) => one.register);
