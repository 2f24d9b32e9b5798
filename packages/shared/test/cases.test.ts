// The desk's rules: who may do what with a case, and how near its last day is.
import { describe, expect, test } from '@jest/globals';
import { type CaseStanding, caseStepsFor, dueStanding } from '@onetrip/shared/cases';
import {
  type ApplicationState,
  applicationStates,
  caseSteps,
  type OfficerRole,
  officerRoles,
} from '@onetrip/shared/contract';
import { dateAfter, isWorkingDay } from '@onetrip/shared/deadline';
import { needs, transition, undecided } from '@onetrip/shared/rules';
import fc from 'fast-check';

const holders: CaseStanding['holder'][] = ['nobody', 'himself', 'colleague'];
const standing = fc.record({
  state: fc.constantFrom<ApplicationState>(...applicationStates),
  holder: fc.constantFrom(...holders),
  met: fc.subarray([...needs]),
});
const roles = fc.subarray<OfficerRole>([...officerRoles]);

describe('what an officer may do with a case', () => {
  test('only who holds it decides it, and only as the lifecycle lets a department', () => {
    fc.assert(
      fc.property(standing, roles, (one, held) => {
        for (const step of caseStepsFor(one, held)) {
          if (step === 'take') continue;
          expect(one.holder).toBe('himself');
          if (step !== 'release') expect(transition(one.state, step, 'department', one.met)).not.toBeNull();
        }
      }),
    );
  });

  test('nobody without a role at the desk does anything, and nothing is done to what is decided', () => {
    fc.assert(
      fc.property(standing, roles, (one, held) => {
        const steps = caseStepsFor(one, held);
        if (!held.includes('caseOfficer') && !held.includes('departmentLead')) expect(steps).toEqual([]);
        if (!undecided.includes(one.state)) expect(steps).toEqual([]);
      }),
    );
  });

  test('the lead takes over and extends; an officer does neither', () => {
    const met = [...needs];
    const colleagues = { state: 'inReview', holder: 'colleague', met } as const;
    expect(caseStepsFor(colleagues, ['caseOfficer'])).toEqual([]);
    expect(caseStepsFor(colleagues, ['departmentLead'])).toEqual(['take']);
    const own = { ...colleagues, holder: 'himself' } as const;
    expect(caseStepsFor(own, ['caseOfficer'])).not.toContain('extendTerm');
    expect(caseStepsFor(own, ['departmentLead'])).toContain('extendTerm');
  });

  test('every step is possible somewhere', () => {
    const possible = applicationStates.flatMap((state) =>
      holders.flatMap((holder) => caseStepsFor({ state, holder, met: [...needs] }, [...officerRoles])),
    );
    expect(new Set(possible)).toEqual(new Set(caseSteps));
  });
});

describe('how near a last day is', () => {
  const today = fc.integer({ min: 0, max: 300 }).map((days) => dateAfter('2026-01-05', days));

  test('the days left are the working days between, and agree with the words', () => {
    fc.assert(
      fc.property(today, fc.integer({ min: -30, max: 30 }), (day, away) => {
        const actBy = dateAfter(day, away);
        const { due, workingDaysLeft } = dueStanding(actBy, day);
        const [from, until] = away < 0 ? [actBy, day] : [day, actBy];
        let between = 0;
        for (let date = dateAfter(from, 1); date <= until; date = dateAfter(date, 1))
          if (isWorkingDay(date).working) between += 1;
        expect(workingDaysLeft).toBe(away < 0 ? 0 - between : between);
        expect(due === 'overdue').toBe(away < 0);
        if (due === 'soon') expect(between).toBeLessThanOrEqual(3);
        if (due === 'inTime') expect(between).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  test('while it is not the department’s turn there is none', () => {
    expect(dueStanding(null, '2026-03-02')).toEqual({ due: 'waiting', workingDaysLeft: null });
  });
});
