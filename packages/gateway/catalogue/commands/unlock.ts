// `unlock`: which step of the reform makes the most further matters ID-only.
import { parseArgs } from 'node:util';
import { type LeverKind, unlockBudget, usualUnlockGoal } from '@onetrip/shared/contract';
import { loadCatalogue } from '../load.ts';
import { unlockCatalogue } from '../unlocking.ts';
import { type Command, Slip, type Surroundings } from './command.ts';
import { padded } from './printing.ts';

const leverNames: Record<LeverKind, string> = {
  dataLink: '数据共享 data link',
  commitment: '告知承诺 commitment',
  legalChange: '修改规定 legal change',
};

function run(args: string[], { folder, out }: Surroundings): number {
  const { values } = parseArgs({
    args,
    options: {
      budget: { type: 'string', default: `${unlockBudget.default}` },
      some: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const budget = Number(values.budget);
  const { minimum, maximum } = unlockBudget;
  if (!Number.isInteger(budget) || budget < minimum || budget > maximum) {
    throw new Slip(`--budget is a whole number from ${minimum} to ${maximum}.`);
  }
  const plan = unlockCatalogue(
    folder,
    loadCatalogue(folder),
  )({ budget, goal: values.some ? 'someSituation' : usualUnlockGoal });
  if (values.json) {
    out(JSON.stringify(plan, null, 2));
    return 0;
  }
  const row = (name: string, ...cells: (string | number)[]) =>
    padded(name, 76) + cells.map((cell) => `${cell}`.padStart(10)).join('');
  out(row('', 'matters', 'cases', 'papers', 'trips'));
  plan.steps.forEach(({ lever, matters, casesAYear, papersAYear, tripsAYear }, at) => {
    const asked = lever.register === undefined ? '' : ` ${lever.register}@${lever.department}`;
    const name = `${at + 1} ${lever.name.zh}（${leverNames[lever.kind]}${asked}）`;
    out(row(name, `+${matters.length}`, casesAYear, papersAYear, tripsAYear));
    for (const matter of matters) out(`    ${matter.matterId} ${matter.name.zh}`);
  });
  const { idOnlyAfter, idOnlyBefore, casesAYear, papersAYear, tripsAYear } = plan;
  out(row('合计 together, a year', `+${idOnlyAfter - idOnlyBefore}`, casesAYear, papersAYear, tripsAYear));
  out(row('上界 no choice gains more than', '', plan.upperBound));
  for (const { zh, en } of [plan.explanation, plan.assumptions, plan.disclaimer]) out(`\n${zh}\n${en ?? ''}`);
  return 0;
}

/** Plans the next steps of the reform. */
export const unlock: Command = {
  usage: [
    [
      'unlock [--budget N]',
      'which data links, commitments or legal changes make the most further matters ID-only: at most',
    ],
    ['[--some] [--json]', 'N of them, 5 unless said, best sequence first; some: in some situation, not in every'],
  ],
  run,
};
