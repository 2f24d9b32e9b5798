// The registers that people’s lives tell of; what else their agreements list is noted (`notes.ts`).
import { citizenCardRegisters } from './citizenCards.ts';
import { homeRegisters } from './home.ts';
import { lifeRegisters } from './life.ts';
import { policeRegisters } from './police.ts';
import type { RegisterDefinition } from './register.ts';
import { trafficRegisters } from './traffic.ts';
import { workRegisters } from './work.ts';

/** Those registers; one name may be held by several departments (utilities). */
export const registers: readonly RegisterDefinition[] = [
  ...policeRegisters,
  ...workRegisters,
  ...citizenCardRegisters,
  ...homeRegisters,
  ...lifeRegisters,
  ...trafficRegisters,
];

/** The register of a name at a department. */
export const findRegister = (department: string, name: string): RegisterDefinition | undefined =>
  registers.find((one) => one.department === department && one.register === name);
