// What matters are used for: counted by day for all gateways, without a trace of who, and weighed against the editors' order.
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OpenDatabase } from '../src/database/connection.ts';
import { matterUse } from '../src/database/schema/index.ts';
import { createLog } from '../src/log.ts';
import { byUse, type Use } from '../src/matters/hot.ts';
import { createMatterUse } from '../src/matters/use.ts';
import { databaseKinds, openTestDatabase } from './support/databases.ts';

const minute = 60_000;
const day = 86_400_000;

describe.each(databaseKinds)('use of matters on %s', (kind) => {
  let open: OpenDatabase | undefined;
  afterEach(() => open?.close());
  const lay = async () => {
    open = await openTestDatabase(kind);
    const { database } = open;
    let at = Date.parse('2026-03-02T23:59:30+08:00');
    const lines: string[] = [];
    const log = createLog('debug', { write: (line) => void lines.push(line) });
    const gateway = () => createMatterUse(database, log, () => new Date(at));
    const pass = (ms: number) => {
      at += ms;
    };
    return { database, gateway, pass, lines };
  };

  test('two gateways add up, a number a matter and day, and nothing else is kept', async () => {
    const { database, gateway, pass } = await lay();
    const [one, other] = [gateway(), gateway()];
    for (let times = 0; times < 3; times += 1) one.viewed('A');
    other.viewed('A');
    other.filed('B');
    await one.settle();
    await other.settle();
    pass(minute);
    one.viewed('A');
    await one.settle();
    const rows = await database.select().from(matterUse).orderBy(matterUse.day, matterUse.matterId);
    expect(rows).toEqual([
      { day: '2026-03-02', matterId: 'A', views: 4, filings: 0 },
      { day: '2026-03-02', matterId: 'B', views: 0, filings: 1 },
      { day: '2026-03-03', matterId: 'A', views: 1, filings: 0 },
    ]);
    expect(await other.lately()).toEqual(
      new Map([
        ['A', { views: 5, filings: 0 }],
        ['B', { views: 0, filings: 1 }],
      ]),
    );
  });

  test('after thirty days it no longer counts, and is forgotten', async () => {
    const { database, gateway, pass } = await lay();
    const use = gateway();
    use.filed('A');
    await use.settle();
    pass(29 * day);
    expect((await use.lately()).get('A')).toEqual({ views: 0, filings: 1 });
    pass(day);
    expect((await use.lately()).size).toBe(0);
    await use.sweep();
    expect(await database.select().from(matterUse)).toEqual([]);
  });

  test('while the database does not answer nothing is lost', async () => {
    const { database, lines } = await lay();
    let fails = true;
    const flaky = new Proxy(database, {
      get: (target, name) => {
        if (name === 'insert' && fails) throw new Error('connection refused');
        return Reflect.get(target, name);
      },
    });
    const use = createMatterUse(
      flaky,
      createLog('debug', { write: (line) => void lines.push(line) }),
      () => new Date(),
    );
    use.viewed('A');
    await use.settle();
    fails = false;
    await use.settle();
    expect(lines.join()).toContain('not counted');
    expect((await use.lately()).get('A')).toEqual({ views: 1, filings: 0 });
  });
});

describe('the order', () => {
  const editors = ['A', 'B', 'C', 'D'].map((matterId) => ({ matterId }));
  const order = (use: [string, Use][], listed = 2) =>
    byUse(editors, listed, new Map(use)).map(({ matterId }) => matterId);

  test('is the editors’ own while nobody has come', () => {
    expect(order([])).toEqual(['A', 'B', 'C', 'D']);
  });

  test('follows use once it outweighs the editors; a filing says more than a guide opened', () => {
    expect(order([['D', { views: 10, filings: 0 }]])).toEqual(['A', 'B', 'D', 'C']);
    expect(order([['D', { views: 401, filings: 0 }]])[0]).toBe('D');
    const [first, second] = order([
      ['C', { views: 500, filings: 0 }],
      ['D', { views: 0, filings: 50 }],
    ]);
    expect([first, second]).toEqual(['D', 'C']);
  });

  test('has every matter once, whatever was counted, and more use never means a later place', () => {
    const counts = fc.dictionary(
      fc.constantFrom('A', 'B', 'C', 'D', 'gone'),
      fc.record({ views: fc.nat(2_000), filings: fc.nat(100) }),
    );
    fc.assert(
      fc.property(
        counts,
        fc.constantFrom('A', 'B', 'C', 'D'),
        fc.integer({ min: 1, max: 500 }),
        (use, matterId, more) => {
          const before = order(Object.entries(use));
          expect([...before].sort()).toEqual(['A', 'B', 'C', 'D']);
          const { views = 0, filings = 0 } = use[matterId] ?? {};
          const after = order(Object.entries({ ...use, [matterId]: { views: views + more, filings } }));
          expect(after.indexOf(matterId)).toBeLessThanOrEqual(before.indexOf(matterId));
        },
      ),
    );
  });
});
