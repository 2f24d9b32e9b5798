// A connection to the server that breaks at work: the transaction fails, the process lives, the next one has another connection.
import { expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { freshDatabase } from '../../../tests/support/postgres.mjs';
import { openDatabase } from '../src/database/connection.ts';
import { createLog } from '../src/log.ts';

test('broken between two statements of a transaction: nothing is written, and the gateway goes on', async () => {
  const lines: string[] = [];
  const log = createLog('warn', { write: (line) => void lines.push(line) });
  const { database, runner, close } = await openDatabase({ kind: 'postgres', url: await freshDatabase() }, log);
  try {
    await runner.executeSql('CREATE TABLE kept (word text)');
    const broken = database.transaction(async (tx) => {
      await tx.execute(sql`INSERT INTO kept VALUES ('half')`);
      const { rows } = (await tx.execute(sql`SELECT pg_backend_pid() AS pid`)) as unknown as {
        rows: { pid: number }[];
      };
      await runner.executeSql('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
      // Nothing waits for the connection while it breaks.
      while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await tx.execute(sql`INSERT INTO kept VALUES ('whole')`);
    });
    await expect(broken).rejects.toThrow();
    expect((await runner.executeSql('SELECT * FROM kept')).rows).toEqual([]);
    expect(lines.join()).toContain('database connection lost at work');
  } finally {
    await close();
  }
}, 60_000);
