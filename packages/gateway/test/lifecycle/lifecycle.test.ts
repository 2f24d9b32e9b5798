// The life of applications against an oracle: citizens, departments, jobs and time do what they like, in any order.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Matter } from '@onetrip/shared/contract';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { eventsOf } from '../../src/applications/events.ts';
import type { Context } from '../../src/context.ts';
import { applicationPapers } from '../../src/database/schema/index.ts';
import { databaseKinds } from '../support/databases.ts';
import { type Ground, layGround } from '../support/ground.ts';
import { anyCommand, type Command, File, type Model, PaperArrives, Pass, Pay, Take } from './commands.ts';
import { cars, matters, type Real } from './service.ts';

describe.each(databaseKinds)('the life of applications on %s', (kind) => {
  let ground: Ground;
  let context: Context;
  beforeAll(async () => {
    ground = await layGround(kind, { matters });
    context = {
      ...ground.context,
      departments: {
        decidesCases: () => false,
        connector: () => undefined,
        down: () => new Set<string>(),
      } as unknown as Context['departments'],
    };
  });
  afterAll(() => ground.close());

  const fresh = async (): Promise<{ model: Model; real: Real }> => {
    const caller = await ground.citizen();
    return { model: { cases: [] }, real: { ground, context, caller, mobile: 13900005000 } };
  };

  test('whatever is done in whatever order, each stands as the oracle says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(anyCommand, { maxCommands: 40, size: 'max' }), async (commands) => {
        const { model, real: given } = await fresh();
        await fc.asyncModelRun(() => ({ model, real: given }), commands);
      }),
      { numRuns: kind === 'pglite' ? 20 : 10 },
    );
  }, 300_000);

  test('a whole life, with everything that may happen in one', async () => {
    const { model, real: given } = await fresh();
    const life: Command[] = [
      new File(matters[0] as Matter, cars[0] ?? ''),
      new Take('askSupplement', 0),
      new Pass(9),
      new Take('supplement', 0),
      // Five working days, whatever holidays the dice put in between.
      new Pass(20),
      new PaperArrives(0),
      new Take('review', 0),
      new Take('correct', 0),
      new Take('review', 0),
      new Take('startSpecialProcedure', 0),
      new Pass(10),
      new Take('endSpecialProcedure', 0),
      new Take('extendTerm', 0),
      new Pass(30),
      new Take('approve', 0),
      new Take('deliver', 0),
      new Pay(0),
      new Take('deliver', 0),
    ];
    for (const command of life) await command.run(model, given);
    const [one] = model.cases;
    expect(one?.state).toBe('delivered');
    const history = await eventsOf(context.database, one?.applicationId ?? '');
    expect(history.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['deemedAccepted', 'corrected', 'termExtended', 'overdue', 'escalated', 'delivered']),
    );
    const papers = await context.database
      .select({ status: applicationPapers.status })
      .from(applicationPapers)
      .where(eq(applicationPapers.applicationId, one?.applicationId ?? ''));
    expect(papers).toEqual([{ status: 'received' }]);
  }, 60_000);
});
