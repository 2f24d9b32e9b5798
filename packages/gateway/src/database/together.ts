// Rows of several tables in one statement: one round trip where there would be one a table, and a text that never varies
// with their number, so that the server need not plan it again.
import { getTableColumns, getTableName, type InferInsertModel, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Transaction } from './connection.ts';

/** Rows of one table, to be inserted. */
export type Rows = (statement: number) => SQL;

/** Rows as JSON by column. What one of them leaves out all of them leave out: it gets its default. */
function asJson(table: PgTable, rows: readonly Record<string, unknown>[]): { columns: string[]; json: string } {
  const columns = Object.entries(getTableColumns(table)).filter(([property]) => rows[0]?.[property] !== undefined);
  const named = rows.map((row) => Object.fromEntries(columns.map(([property, { name }]) => [name, row[property]])));
  return { columns: columns.map(([, { name }]) => name), json: JSON.stringify(named) };
}

/** @param unlessThere leaves alone what is there under the same key */
export const rowsFor =
  <T extends PgTable>(table: T, rows: readonly InferInsertModel<T>[], { unlessThere = false } = {}): Rows =>
  (statement) => {
    const { columns, json } = asJson(table, rows);
    const name = `"${getTableName(table)}"`;
    const list = columns.map((column) => `"${column}"`).join(', ');
    const head = `i${statement} AS (INSERT INTO ${name} (${list}) SELECT ${list} FROM json_populate_recordset(NULL::${name}, `;
    return sql`${sql.raw(head)}${json}${sql.raw(`)${unlessThere ? ' ON CONFLICT DO NOTHING' : ''})`)}`;
  };

/** Inserts rows in one statement. None sees what another brings; keys between tables are checked when all are there. */
export async function insertTogether(tx: Transaction, all: readonly Rows[]): Promise<void> {
  const parts = all.map((rows, statement) => rows(statement));
  await tx.execute(sql`WITH ${sql.join(parts, sql`, `)} SELECT 1`);
}
