// What depends on what in the real catalogue: papers on sources, and ID-only on the levers that are left to pull.
import { describe, expect, test } from '@jest/globals';
import { unlockGoals } from '@onetrip/shared/contract';
import { isIdOnly, isIdOnlyInSome, plan } from '@onetrip/shared/rules';
import { run } from '../catalogue/commands.ts';
import { CatalogueError, loadCatalogue, resolveMatter } from '../catalogue/load.ts';
import { everySituation } from '../catalogue/situations.ts';
import { statsOf } from '../catalogue/stats.ts';
import { readLevers, unlockCatalogue } from '../catalogue/unlocking.ts';
import { catalogueFolder } from '../src/matters/service.ts';

const files = loadCatalogue(catalogueFolder);
const matters = files.matters.map((filed) => ({ ...resolveMatter(filed, files.departments), version: 1 }));
const compiled = matters.filter(({ idOnly }) => idOnly !== null);
const unlock = unlockCatalogue(catalogueFolder, files);

describe('a source that is turned off', () => {
  const due = { date: '2026-03-09', provisional: false };
  /** Each paper of each situation, with where its source stands and the way to it. */
  const standing = (down: string[]) =>
    new Map(
      compiled.flatMap((matter) =>
        everySituation(matter).flatMap((answers) => {
          const planned = plan(matter, { answers, sourcesDown: new Set(down), fees: files.fees, due });
          const rest = { toBring: planned.toBring, idOnly: planned.idOnly, blocking: planned.blocking };
          const situation = `${matter.matterId} ${JSON.stringify(answers)}`;
          return [
            [situation, JSON.stringify(rest)] as const,
            ...planned.notAsked.map(({ materialId, availability, source, why }) => {
              const path = `${situation} > ${materialId} > ${source?.register}@${source?.department}`;
              return [path, JSON.stringify([availability, why])] as const;
            }),
          ];
        }),
      ),
    );
  const up = standing([]);
  const departments = [
    ...new Set(compiled.flatMap(({ materials }) => materials.flatMap(({ source }) => source?.department ?? []))),
  ];

  test('departments hold what the catalogue asks of them', () => {
    expect(departments.length).toBeGreaterThan(20);
  });

  test.each(departments)('%s: flips the papers on the way to it, and nothing else', (department) => {
    const down = standing([department]);
    const flipped = [...up.keys()].filter((path) => down.get(path) !== up.get(path));
    const through = [...up.keys()].filter((path) => path.endsWith(`@${department}`));
    expect(down.size).toBe(up.size);
    expect(flipped).toEqual(through);
    // The same matters as the catalogue's lists name, read without the plan.
    const named = compiled.filter(({ materials }) =>
      materials.some(
        ({ kind, ending, source }) => kind === 'paper' && ending === 'shared' && source?.department === department,
      ),
    );
    const flippedMatters = new Set(flipped.map((path) => path.split(' ', 1)[0]));
    expect([...flippedMatters]).toEqual(named.map(({ matterId }) => matterId));
  });
});

describe('what to unlock next', () => {
  test('the levers as written name papers and registers that exist', () => {
    const { levers, usage } = readLevers(catalogueFolder, files);
    expect(levers.length).toBeGreaterThan(20);
    expect(usage.source.zh).toContain('非官方');
    expect(() => readLevers(catalogueFolder, { ...files, papers: [] })).toThrow(CatalogueError);
    expect(() => readLevers(catalogueFolder, { ...files, registers: [] })).toThrow(/health@WJ, which is not in/);
  });

  const counted = { everySituation: isIdOnly, someSituation: isIdOnlyInSome } as const;
  const asked = unlockGoals.flatMap((goal) => [1, 5, 20].map((budget) => ({ goal, budget })));

  test.each(asked)(
    '$budget steps, $goal: with those papers gone, the rules count as many ID-only as foretold',
    (query) => {
      const { steps, idOnlyBefore, idOnlyAfter, exact, casesAYear, upperBound } = unlock(query);
      const { budget } = query;
      const isCounted = counted[query.goal];
      expect(steps.length).toBeLessThanOrEqual(budget);
      const ended = new Set(steps.flatMap(({ lever }) => lever.papers));
      const risky = new Set(files.matters.filter(({ written }) => written.risk).map(({ written }) => written.matterId));
      const committed = new Set(
        steps.filter(({ lever }) => lever.kind === 'commitment').flatMap(({ lever }) => lever.papers),
      );
      const after = compiled.map((matter) => ({
        ...matter,
        materials: matter.materials.filter(
          ({ paper = '' }) => !ended.has(paper) || (risky.has(matter.matterId) && committed.has(paper)),
        ),
      }));
      expect(compiled.filter((matter) => isCounted(matter))).toHaveLength(idOnlyBefore);
      expect(after.filter((matter) => isCounted(matter))).toHaveLength(idOnlyAfter);
      expect(new Set(steps.flatMap(({ matters: gained }) => gained.map(({ matterId }) => matterId))).size).toBe(
        idOnlyAfter - idOnlyBefore,
      );
      expect(steps.reduce((sum, step) => sum + step.casesAYear, 0)).toBe(casesAYear);
      expect(exact).toBe(casesAYear === upperBound);
    },
  );

  test('where no goal is named, ID-only is counted as the headline counts it', () => {
    expect(unlock({ budget: 2 })).toEqual(unlock({ budget: 2, goal: 'everySituation' }));
    expect(unlock({ budget: 1 }).idOnlyBefore).toBe(statsOf(files).today.idOnly);
  });

  test('more steps never bring less, and everything ends with enough of them', () => {
    for (const goal of unlockGoals) {
      const gains = [1, 2, 3, 4, 5, 6].map((budget) => unlock({ budget, goal }).casesAYear);
      expect(gains).toEqual([...gains].sort((a, b) => a - b));
    }
  });

  test('the tool prints it for people and for programs, and refuses a budget out of range', async () => {
    const tool = async (...args: string[]) => {
      const said: string[] = [];
      const say = (text: string) => said.push(text);
      const code = await run(['unlock', ...args], { folder: catalogueFolder, out: say, err: say });
      return { code, text: said.join('\n') };
    };
    const json = await tool('--budget', '2', '--json');
    expect(JSON.parse(json.text)).toEqual(JSON.parse(JSON.stringify(unlock({ budget: 2 }))));
    const { code, text } = await tool('--budget', '2', '--some');
    const [first] = unlock({ budget: 2, goal: 'someSituation' }).steps;
    expect(code).toBe(0);
    expect(text).toContain(first?.lever.name.zh);
    expect(text).toContain('编制示例，非官方清单');
    expect((await tool('--budget', '21')).code).toBe(2);
    expect((await tool('--budget', 'many')).code).toBe(2);
  });
});
