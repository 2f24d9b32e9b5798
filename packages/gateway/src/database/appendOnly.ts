// Tables that only grow: the database itself refuses to change or delete a row of theirs, whoever asks.
import { getTableName, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from './connection.ts';
import {
  accesses,
  anchorLeaves,
  anchorNodes,
  anchors,
  applicationEvents,
  deliveryEvents,
  exchanges,
  matters,
  noticeTexts,
  publications,
  reformEvents,
} from './schema/index.ts';

/** Kept for ever, to the letter. */
export const appendOnlyTables = [
  applicationEvents,
  deliveryEvents,
  anchors,
  anchorLeaves,
  anchorNodes,
  reformEvents,
  matters,
  publications,
  noticeTexts,
].map(getTableName);

/** Kept to the letter for a term; then whole rows go, by the time they bear. */
const expungedTables = [{ table: getTableName(accesses), time: accesses.at.name }];

/** Kept for ever but for one column, which is emptied when its term is over, by the time the row bears. */
const emptiedTables = [
  { table: getTableName(exchanges), column: exchanges.contentSealed.name, time: exchanges.endedAt.name },
];

/** Names the time before which data may be expunged in a transaction; without it, nothing may. */
const expungedBefore = 'onetrip.expunged_before';

/** Lets a transaction expunge what the guarded tables have kept for their term. @param before what is older may go */
export const allowExpunging = async (tx: Transaction, before: Date): Promise<void> =>
  void (await tx.execute(permission(before)));

const permission = (before: Date): SQL => sql`SELECT set_config(${expungedBefore}, ${before.toISOString()}, true)`;

const refuse = 'onetrip_refuse_change()';
const refuseEarly = (time: string): string => `onetrip_refuse_early('${time}')`;

/** The guards: the event on a table, for whom it is asked, and what is done. */
const guards = [
  ...appendOnlyTables.map((table) => ({
    table,
    name: 'append_only',
    clause: `BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}`,
  })),
  ...expungedTables.flatMap(({ table, time }) => [
    {
      table,
      name: 'append_only',
      clause: `BEFORE UPDATE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}`,
    },
    {
      table,
      name: 'kept_for_a_term',
      clause: `BEFORE DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${refuseEarly(time)}`,
    },
  ]),
  ...emptiedTables.flatMap(({ table, column, time }) => [
    {
      table,
      name: 'append_only',
      clause: `BEFORE DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}`,
    },
    {
      table,
      name: 'never_changed',
      clause: `BEFORE UPDATE ON ${table} FOR EACH ROW
        WHEN (NEW.${column} IS NOT NULL OR to_jsonb(NEW) - '${column}' IS DISTINCT FROM to_jsonb(OLD) - '${column}')
        EXECUTE FUNCTION ${refuse}`,
    },
    {
      table,
      name: 'kept_for_a_term',
      clause: `BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${refuseEarly(time)}`,
    },
  ]),
];

const triggerOf = ({ table, name, clause }: (typeof guards)[number]): string => `
DO $guard$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = '${table}'::regclass AND tgname = '${table}_${name}') THEN
    CREATE TRIGGER ${table}_${name} ${clause};
  END IF;
END $guard$;`;

/**
 * SQL that puts the guards where they are missing; run after the migrations. Whoever owns the tables can take a guard
 * away, but not unnoticed: the chain and the anchors tell.
 */
export const appendOnlyGuards = `
CREATE OR REPLACE FUNCTION onetrip_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $function$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $function$;
CREATE OR REPLACE FUNCTION onetrip_refuse_early() RETURNS trigger LANGUAGE plpgsql AS $function$
DECLARE before text := nullif(current_setting('${expungedBefore}', true), '');
BEGIN
  IF before IS NULL OR (to_jsonb(OLD) ->> TG_ARGV[0])::timestamptz >= before::timestamptz THEN
    RAISE EXCEPTION 'rows of % are kept for their term', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $function$;
${guards.map(triggerOf).join('\n')}`;
