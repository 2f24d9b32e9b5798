// Tables that only grow: the database itself refuses to change or delete a row of theirs, whoever asks.
import { getTableName } from 'drizzle-orm';
import {
  anchorLeaves,
  anchors,
  applicationEvents,
  caseAccesses,
  deliveryEvents,
  reformEvents,
} from './schema/index.ts';

const appendOnlyTables = [applicationEvents, deliveryEvents, anchors, anchorLeaves, caseAccesses, reformEvents].map(
  getTableName,
);

const triggerOf = (table: string): string => `
DO $guard$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = '${table}'::regclass AND tgname = '${table}_append_only') THEN
    CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION onetrip_refuse_change();
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
${appendOnlyTables.map(triggerOf).join('\n')}`;
