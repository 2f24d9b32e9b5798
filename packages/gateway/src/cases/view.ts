// Everything an officer needs to decide one case, opened for him.

import { type CaseStanding, caseStepsFor } from '@onetrip/shared/cases';
import { clockNeeds, readClock } from '@onetrip/shared/clock';
import type { Case, CasePaper, FormField, Matter } from '@onetrip/shared/contract';
import { hangzhouDate } from '@onetrip/shared/deadline';
import { askableParts, clockStateOf, holds, remedyFor } from '@onetrip/shared/rules';
import { contradictionsOf } from '../applications/contradictions.ts';
import { eventsOf, showEvent } from '../applications/events.ts';
import { filedForm } from '../applications/form.ts';
import { type ApplicationRow, applicantOf, type PaperRow, papersOf, showPaper } from '../applications/store.ts';
import { supplementOf } from '../applications/supplementing.ts';
import type { Context } from '../context.ts';
import type { OfficerCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { identityOf } from '../identity/citizens.ts';
import { factsOf, showSummary } from './queue.ts';
import { showUploads } from './uploads.ts';

/** Who works on a case, as one officer sees it. */
export const holderFor = (
  { takenBy }: Pick<ApplicationRow, 'takenBy'>,
  { officerId }: Pick<OfficerCaller, 'officerId'>,
): CaseStanding['holder'] => (takenBy === null ? 'nobody' : takenBy === officerId ? 'himself' : 'colleague');

const named = ({ id, label }: Pick<FormField, 'id' | 'label'>) => ({ id, label });

/** What only the decision can say of the results: their fields from `case.<field>`, each once. */
export const resultFieldsOf = ({ results }: Pick<Matter, 'results'>): Case['resultFields'] => {
  const fields = results.flatMap((result) => result.fields).filter(({ from }) => from.startsWith('case.'));
  const byId = new Map(fields.map(({ from, label }) => [from.slice('case.'.length), label] as const));
  return [...byId].map(([id, label]) => ({ id, label }));
};

/** What a register calls its fields and predicates. */
function labelsOf({ catalogue }: Pick<Context, 'catalogue'>, paper: PaperRow): CasePaper['labels'] {
  const source = catalogue
    .files()
    .registers.find(({ department, register }) => department === paper.department && register === paper.register);
  const named = Object.entries({ ...source?.fields, ...source?.predicates });
  return Object.fromEntries(named.map(([id, { zh, en }]) => [id, { zh, ...(en === undefined ? {} : { en }) }]));
}

/** The evidence: every paper with what was said, and both values where they differ. */
async function showPapers(context: Context, application: ApplicationRow): Promise<CasePaper[]> {
  const { database, protection } = context;
  const { wrappedKey } = await applicantOf(database, application.citizenId);
  const differences = await contradictionsOf(context, database, application.applicationId);
  return (await papersOf(database, application.applicationId)).map((paper) => {
    const difference = differences.find(({ materialId }) => materialId === paper.materialId);
    const opened = paper.recordSealed && protection.open(wrappedKey, 'record', paper.recordSealed);
    return {
      ...showPaper(paper),
      department: paper.department,
      record: opened ? (JSON.parse(opened) as Record<string, string>) : null,
      difference: difference ? { stated: difference.stated, found: difference.found } : null,
      labels: labelsOf(context, paper),
    };
  });
}

/** A case as one officer sees it. The look is recorded by the caller. */
export async function showCase(context: Context, officer: OfficerCaller, application: ApplicationRow): Promise<Case> {
  const { catalogue, database, now, protection } = context;
  const { applicationId, matterId, matterVersion, state } = application;
  const matter = await catalogue.version(matterId, matterVersion);
  const applicant = identityOf(protection, await applicantOf(database, application.citizenId));
  // Nobody files unchecked: who has no identity any more was erased, and took with him the key to what is shown here.
  if (!applicant) throw new ProblemError('applicant_erased');
  const filed = await filedForm(context, database, application);
  const kept = await supplementOf(context, database, application);
  const history = await eventsOf(database, applicationId);
  const papers = await showPapers(context, application);
  const askable = askableParts(matter, filed);
  const materialNames = new Map(matter.materials.map(({ id, name }) => [id, name] as const));
  const facts = (await factsOf(database, [applicationId]))(applicationId);
  const met = clockNeeds(readClock(history), matter, hangzhouDate(now()));
  const names = new Map(papers.map(({ materialId, name }) => [materialId, name] as const));
  return {
    ...(await showSummary(context, officer, application, facts)),
    matterVersion,
    byLaw: matter.byLaw,
    applicant,
    situation: matter.questions.flatMap(({ id, text, options }) => {
      const answer = options.find(({ value }) => value === filed.situation[id]);
      return answer ? [{ question: text, answer: answer.label }] : [];
    }),
    form: matter.form.flatMap((field) => {
      const value = filed.values[field.id];
      if (value === undefined || !holds(field.when, filed.situation)) return [];
      const chosen = field.options?.find((option) => option.value === value)?.label.zh;
      return [{ ...named(field), value: chosen ?? value }];
    }),
    papers,
    supplement: kept,
    uploads: await showUploads(database, applicationId, materialNames),
    askable: {
      fields: askable.fields.map(named),
      materials: askable.materials.map(({ id, name }) => ({ id, label: name })),
    },
    resultFields: resultFieldsOf(matter),
    clock: clockStateOf[state],
    dueDate: application.dueDate,
    statutoryDate: application.statutoryDate,
    remedy: remedyFor(matter.type),
    history: history.map((entry) => showEvent(entry, names)),
    seen: history.at(-1)?.seq ?? 0,
    steps: caseStepsFor({ state, holder: holderFor(application, officer), met }, officer.roles),
  };
}
