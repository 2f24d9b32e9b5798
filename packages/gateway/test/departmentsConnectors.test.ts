// The table of connectors: what was agreed, what the operator set, defaults, and what is refused at the start.
import { describe, expect, test } from '@jest/globals';
import type { RegisterList } from '../catalogue/format.ts';
import { agreedRegisters, createConnectors, secondsUntilBatch } from '../src/departments/connectors.ts';
import type { DepartmentConfig } from '../src/departments/settings.ts';

const label = { zh: '登记库' };
const agreed: RegisterList = [
  { register: 'population', department: 'GA', label, fields: { address: label }, predicates: {} },
];

/** The table for one department, as the operator set it. */
const tableFor = (settings: Partial<DepartmentConfig>) =>
  createConnectors(
    {
      departments: [
        {
          code: 'GA',
          url: 'https://ga.example/',
          keyId: 'ga-1',
          publicKey: { kty: 'OKP', crv: 'Ed25519', x: 'x' },
          registers: ['population'],
          cases: true,
          ...settings,
        },
      ],
      departmentDeadlineMs: 300,
    },
    agreed,
  );

describe('the table of connectors', () => {
  const one = (settings: Partial<DepartmentConfig>) => tableFor(settings).find('GA', 'population');

  test('has defaults, and takes what is set for a department or a register', () => {
    expect(one({})).toMatchObject({
      url: 'https://ga.example/registers/population',
      timeoutMs: 300,
      attempts: 2,
      owedWorkingDays: 3,
      mode: 'immediate',
    });
    expect(one({ timeoutMs: 900, attempts: 1 })).toMatchObject({ timeoutMs: 900, attempts: 1 });
    const registers = [{ register: 'population', attempts: 3, owedWorkingDays: 5 }];
    expect(one({ attempts: 1, registers })).toMatchObject({ attempts: 3, owedWorkingDays: 5 });
  });

  test.each<[string, Partial<DepartmentConfig>, string]>([
    ['a register nothing was agreed on', { registers: ['tax'] }, 'nothing was agreed'],
    ['one listed twice', { registers: ['population', { register: 'population' }] }, 'twice'],
    [
      'a schedule for one that answers at once',
      { registers: [{ register: 'population', batch: { at: '02:00' } }] },
      'files',
    ],
  ])('refuses %s', (_what, settings, message) => {
    expect(() => tableFor(settings)).toThrow(message);
  });

  test('the city’s own table holds at least two registers that answer later, and one that is asked by files', () => {
    const modes = agreedRegisters().map(({ mode = 'immediate' }) => mode);
    expect(modes.filter((mode) => mode === 'asynchronous').length).toBeGreaterThanOrEqual(2);
    expect(modes).toContain('batch');
  });

  test('a file goes out at its time of day in Hangzhou', () => {
    const at = (time: string) => secondsUntilBatch({ at: '02:00' }, new Date(time));
    expect(at('2026-03-02T01:59:00+08:00')).toBe(60);
    expect(at('2026-03-02T02:00:00+08:00')).toBe(86_400);
    expect(at('2026-03-02T23:00:00+08:00')).toBe(3 * 3_600);
    expect(secondsUntilBatch({ everySeconds: 5 }, new Date())).toBe(5);
  });
});
