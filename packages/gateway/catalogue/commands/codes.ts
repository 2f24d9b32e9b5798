// The option `--codes` of import and export: which table of yes and no the other system uses.
import { type YesNoTable, yesNo } from '../national.ts';
import { Slip } from './command.ts';

/** The table by its name. @throws Slip where there is none */
export function codesTable(name: string): YesNoTable {
  if (name in yesNo) return name as YesNoTable;
  throw new Slip(`--codes is one of ${Object.keys(yesNo).join(', ')}.`);
}
