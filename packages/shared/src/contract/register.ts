// The registers departments hold, and what is asked of one.
import { type Static, Type } from 'typebox';
import { LocalText, OneOf } from './text.ts';

/** Registers the departments hold. */
export const registers = [
  'population',
  'residence',
  'socialInsurance',
  'medicalInsurance',
  'realEstate',
  'marriage',
  'vehicles',
  'drivers',
  'tax',
  'education',
  'vehicleInsurance',
  'vehicleCertificates',
  'vehicleQuota',
  'health',
  'civilAffairs',
  'disability',
  'justice',
  'housingFund',
  'housing',
  'market',
  'veterans',
  'utilities',
  'agriculture',
  'archives',
  'exitEntry',
  'banking',
  'transport',
  'employment',
  'legalServices',
  'credit',
  'safety',
  'culture',
  'sports',
  'accounting',
  'unions',
  'overseas',
  'construction',
  'tobacco',
  'forestry',
  'cityManagement',
  'cityCards',
  'weather',
  'ethnicAffairs',
  'environment',
  'redCross',
  'youth',
  'womensAid',
] as const;
export type Register = (typeof registers)[number];

/** What is asked of a register, and on which purpose. */
export const Source = Type.Object(
  {
    register: OneOf(registers, { description: 'The register asked' }),
    department: Type.String({ description: 'Code of the department that holds it, as in the list of departments' }),
    label: LocalText,
    fields: Type.Array(Type.String(), { description: 'The fields asked, and no others' }),
    predicate: Type.Optional(Type.String({ description: 'A yes/no question asked instead of a document' })),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: 'Parameters of the predicate: a value, or `form.<field>` for what the citizen entered',
      }),
    ),
    compare: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: 'Form field by register field: where the two differ, a person looks at both values',
      }),
    ),
  },
  { title: 'Source', description: 'Which register is asked, and for which fields.' },
);
export type Source = Static<typeof Source>;

/** Types of a parameter of a predicate. A `count` is a whole number from 1, in the unit the predicate's name and label say. */
export const parameterTypes = ['idNumber', 'name', 'vin', 'date', 'count', 'text'] as const;
export type ParameterType = (typeof parameterTypes)[number];

/** How a register answers: while one waits, later by a call-back, or once a day for a whole file of questions. */
export const answerModes = ['immediate', 'asynchronous', 'batch'] as const;
export type AnswerMode = (typeof answerModes)[number];

/** A parameter as the register declares it. */
export interface Parameter {
  readonly type: ParameterType;
  readonly required: boolean;
}

/**
 * What a register may be asked, as agreed with the department that holds it (数据共享协议): the contract of a source, held
 * by both sides. `purposes` says what each purpose (a theme of matters) is given: fields by name, predicates as `?name`;
 * without it every purpose may ask everything listed.
 */
export interface SourceContract {
  readonly register: Register;
  readonly department: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly predicates: Readonly<Record<string, { readonly parameters?: Readonly<Record<string, Parameter>> }>>;
  /** What picks one record among a person's several; goes with any question. */
  readonly parameter?: 'vin';
  readonly mode?: AnswerMode;
  readonly purposes?: Readonly<Record<string, readonly string[]>>;
}

/** What is asked of a register, as far as its contract is concerned. */
export interface RegisterQuestion {
  readonly fields: readonly string[];
  readonly predicate?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Theme of the matter it is asked for. */
  readonly theme: string;
}

/** Themes of questions that belong to no matter. */
export const serviceThemes = { realName: '实名核验', commitment: '告知承诺', guardianship: '监护核验' } as const;

/** Why a department refuses a question; the codes both sides speak. */
export const refusals = [
  'nothing_asked',
  'fields_not_allowed',
  'predicate_not_allowed',
  'parameters_not_allowed',
  'purpose_not_allowed',
] as const;
export type Refusal = (typeof refusals)[number];
