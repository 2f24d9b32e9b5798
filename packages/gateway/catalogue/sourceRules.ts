// Rules that hold what a matter asks of registers against what their contracts give: parameters, purpose, questions before documents.
import type { Source } from '@onetrip/shared/contract';
import { refusalOf } from '@onetrip/shared/rules';
import { fault, type Rule } from './faults.ts';
import type { CatalogueFiles } from './load.ts';

/** Values that fit every type, to judge whether a question's parameters are the declared ones. */
const fitting = { idNumber: '11010519491231002X', vin: 'LATPAB071W1005301', date: '2020-02-29', count: '1' };

/** Why a source may not be asked for a theme, by its register's contract; null where it may. */
function refusalFor(source: Source, theme: string, { registers }: CatalogueFiles): string | null {
  const contract = registers.find((one) => one.register === source.register && one.department === source.department);
  if (!contract) return null;
  const { fields, predicate, parameters = {} } = source;
  const declared = predicate === undefined ? {} : (contract.predicates[predicate]?.parameters ?? {});
  const values = Object.entries(parameters).map(([name, value]) => {
    const type = declared[name]?.type ?? 'text';
    const known: Partial<Record<string, string>> = fitting;
    return [name, value.startsWith('form.') ? (known[type] ?? 'x') : value] as const;
  });
  const question = {
    fields,
    theme,
    ...(predicate === undefined ? {} : { predicate }),
    ...(values.length === 0 ? {} : { parameters: Object.fromEntries(values) }),
  };
  return refusalOf(contract, question, new Date('2026-01-01T00:00:00Z'));
}

type SourceTest = (source: Source, theme: string, files: CatalogueFiles, paper: string | undefined) => string | null;

/** A test of the source of every material and condition. */
const eachSource =
  (test: SourceTest): Rule['test'] =>
  ({ materials = [], eligibility = [], theme }, files) => [
    ...materials.flatMap(({ id, name, source, paper }, at) => {
      const said = source && test(source, theme, files, paper);
      return said ? [fault(`${id} (${name.zh}): ${said}`, 'materials', at)] : [];
    }),
    ...eligibility.flatMap(({ id, source }, at) => {
      // A condition is a yes/no question, or none at all: another rule says so.
      const said = source?.predicate ? test(source, theme, files, undefined) : null;
      return said ? [fault(`${id}: ${said}`, 'eligibility', at)] : [];
    }),
  ];

const about = ({ register, department }: Source) => `register ${register} of ${department}`;

const beyondPurpose: SourceTest = (source, theme, files) =>
  refusalFor(source, theme, files) === 'purpose_not_allowed' ? `${about(source)} does not give this to ${theme}` : null;

/** The rules. */
export const sourceRules = {
  parametersUnknown: {
    level: 'error',
    demands: 'A question has the parameters its register declares',
    test: eachSource((source, theme, files) =>
      refusalFor(source, theme, files) === 'parameters_not_allowed'
        ? `${about(source)} is asked ${source.predicate ?? 'for fields'} with other parameters than it declares`
        : null,
    ),
  },
  beyondPurposeOnline: {
    level: 'error',
    demands: 'What can be filed here asks no register for more than its contract gives to the theme',
    test: (matter, files, department) => (matter.online ? eachSource(beyondPurpose)(matter, files, department) : []),
  },
  beyondPurpose: {
    level: 'warning',
    demands: 'No register is asked for more than its contract gives to the theme (PIPL 6)',
    test: (matter, files, department) => (matter.online ? [] : eachSource(beyondPurpose)(matter, files, department)),
  },
  fieldsForProof: {
    level: 'warning',
    demands: 'A yes/no question wherever one will do, instead of a document’s fields',
    test: eachSource(({ fields }, _theme, { proofs }, paper) => {
      const question = paper === undefined ? undefined : proofs.questions[paper];
      return question !== undefined && fields.length > 0 ? `ask ${question} instead of ${fields.join(', ')}` : null;
    }),
  },
} as const satisfies Record<string, Rule>;
