// The table of connectors: each source with what it may be asked, where, how it answers and how long that is good.

import { join } from 'node:path';
import type { AnswerMode, Register, SourceContract } from '@onetrip/shared/contract';
import { readCatalogueFile } from '../../catalogue/files.ts';
import type { RegisterList } from '../../catalogue/format.ts';
import { ConfigError, type GatewayConfig } from '../config/index.ts';
import { packageRoot } from '../packageRoot.ts';
import type { BatchSchedule, DepartmentConfig, RegisterSettings } from './settings.ts';

/** One source. */
export interface Connector {
  readonly department: string;
  readonly register: Register;
  /** What it may be asked, and for which purpose. */
  readonly contract: SourceContract;
  readonly mode: AnswerMode;
  readonly url: string;
  readonly timeoutMs: number;
  readonly attempts: number;
  /** How long an answer is good; null where it was not agreed: then it is never used twice. */
  readonly freshness: { readonly oldestSeconds: number; readonly reuseSeconds: number } | null;
  readonly answerWithinSeconds: number;
  readonly owedWorkingDays: number;
  /** When a register that is asked by files is sent one. */
  readonly batch: BatchSchedule;
}

/** The connectors, by department and register. */
export interface Connectors {
  readonly all: readonly Connector[];
  find(department: string, register: string): Connector | undefined;
}

const day = 86_400;
const defaults = {
  attempts: 2,
  owedWorkingDays: 3,
  /** Answered next day, and a margin of two hours. */
  answerWithinSeconds: day + 7_200,
  batch: { at: '02:00' },
} as const satisfies Partial<RegisterSettings>;

const settingsOf = (entry: DepartmentConfig['registers'][number]): RegisterSettings =>
  typeof entry === 'string' ? { register: entry } : entry;

/**
 * Puts the table together from what was agreed (`registers.json`) and what the operator set; validated as a whole.
 * @throws ConfigError naming the department and the register at fault
 */
export function createConnectors(
  config: Pick<GatewayConfig, 'departments' | 'departmentDeadlineMs'>,
  agreed: RegisterList,
): Connectors {
  const table = new Map<string, Connector>();
  const seen = new Set<string>();
  for (const department of config.departments) {
    const { code } = department;
    if (seen.has(code)) throw new ConfigError(`ONETRIP_DEPARTMENTS_FILE lists department ${code} twice.`);
    seen.add(code);
    for (const settings of department.registers.map(settingsOf)) {
      const connector = connectorOf(department, settings, agreed, config.departmentDeadlineMs);
      const key = keyOf(code, connector.register);
      if (table.has(key)) throw new ConfigError(`Department ${code} lists register ${connector.register} twice.`);
      table.set(key, connector);
    }
  }
  return { all: [...table.values()], find: (department, register) => table.get(keyOf(department, register)) };
}

/** What was agreed with the departments, as it stands in this package. @throws CatalogueError naming the line at fault */
export const agreedRegisters = (): RegisterList =>
  readCatalogueFile(join(packageRoot, 'catalogue'), 'registers.json', 'RegisterList').content;

const keyOf = (department: string, register: string): string => `${department} ${register}`;

function connectorOf(
  department: DepartmentConfig,
  { register: name, ...own }: RegisterSettings,
  agreed: RegisterList,
  deadlineMs: number,
): Connector {
  const contract = agreed.find((one) => one.department === department.code && one.register === name);
  if (!contract)
    throw new ConfigError(`Department ${department.code} lists register ${name}; nothing was agreed on it.`);
  const { register, mode = 'immediate', freshness = null } = contract;
  if (own.batch && mode !== 'batch') {
    throw new ConfigError(`Register ${register} of ${department.code} is not asked by files; it takes no schedule.`);
  }
  return {
    department: department.code,
    register,
    contract,
    mode,
    url: `${department.url.replace(/\/$/, '')}/registers/${encodeURIComponent(register)}`,
    timeoutMs: own.timeoutMs ?? department.timeoutMs ?? deadlineMs,
    attempts: own.attempts ?? department.attempts ?? defaults.attempts,
    freshness,
    answerWithinSeconds: own.answerWithinSeconds ?? department.answerWithinSeconds ?? defaults.answerWithinSeconds,
    owedWorkingDays: own.owedWorkingDays ?? department.owedWorkingDays ?? defaults.owedWorkingDays,
    batch: own.batch ?? defaults.batch,
  };
}

const hangzhouOffsetMs = 8 * 3_600_000;

/** Seconds until a file is sent next: at its time of day in Hangzhou, or after its pause. Never 0. */
export function secondsUntilBatch(schedule: BatchSchedule, now: Date): number {
  if ('everySeconds' in schedule) return schedule.everySeconds;
  const [hours = 0, minutes = 0] = schedule.at.split(':').map(Number);
  const sinceMidnight = Math.floor(((now.getTime() + hangzhouOffsetMs) % (day * 1000)) / 1000);
  const wait = hours * 3_600 + minutes * 60 - sinceMidnight;
  return wait > 0 ? wait : wait + day;
}
