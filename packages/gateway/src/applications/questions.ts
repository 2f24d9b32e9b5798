// From a paper to the question asked about it: by the source's own words, with what the citizen entered, under one id for ever.
import type { FormValues, Material, Matter, Source } from '@onetrip/shared/contract';
import { itemsAsked } from '@onetrip/shared/rules';
import type { Context } from '../context.ts';
import { type Answer, type Connector, DepartmentUnavailable, inClear, type Query } from '../departments/client.ts';
import { type Asker, lastAnswer, recordIn, type Said, sealedAs } from '../departments/journal.ts';
import { identityOf } from '../identity/citizens.ts';
import { type ApplicationRow, applicantOf, type CitizenRow, type PaperRow } from './store.ts';

/** Form as it was filed. */
export const openForm = (context: Pick<Context, 'protection'>, citizen: CitizenRow, application: ApplicationRow) =>
  JSON.parse(context.protection.open(citizen.wrappedKey, 'form', application.formSealed)) as FormValues;

/** A paper's question, ready to be asked. */
export interface PaperQuestion {
  material: Material;
  source: Source;
  connector: Connector | undefined;
  query: Query;
  asker: Asker;
  citizen: CitizenRow;
  form: FormValues;
}

const fromForm = 'form.';

/** Values of a predicate's parameters; one the citizen left empty is not sent, and the source's contract judges that. */
function parametersOf({ parameters = {} }: Source, form: FormValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, said]): [string, string][] => {
      const value = said.startsWith(fromForm) ? form[said.slice(fromForm.length)] : said;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** What tells one record of a person from another, where the register needs it and the form has it. */
function recordPicked(matter: Matter, form: FormValues, connector: Connector | undefined): Record<string, string> {
  const picking = connector?.contract.parameter;
  const field = picking && matter.form.find(({ type, id }) => type === picking && id in form);
  const value = field && form[field.id];
  return picking && value ? { [picking]: value } : {};
}

/** The question asked about a paper of an application; the same whenever it is built. */
export async function questionAbout(
  context: Context,
  application: ApplicationRow,
  paper: PaperRow,
): Promise<PaperQuestion> {
  const { protection } = context;
  const matter = await context.catalogue.version(application.matterId, application.matterVersion);
  const material = matter.materials.find(({ id }) => id === paper.materialId);
  const citizen = await applicantOf(context.database, application.citizenId);
  const subject = identityOf(protection, citizen);
  if (!material?.source || !subject) throw new Error(`nothing to ask for ${paper.materialId}`);
  const { source } = material;
  const connector = context.departments.connector(source.department, source.register);
  const form = openForm(context, citizen, application);
  const parameters = { ...recordPicked(matter, form, connector), ...parametersOf(source, form) };
  const query: Query = {
    queryId: paper.queryId,
    salt: saltOf(context, citizen, paper.queryId),
    register: source.register,
    purpose: { theme: matter.theme, matterId: application.matterId, materialId: paper.materialId },
    subject,
    fields: source.fields,
    ...(source.predicate === undefined ? {} : { predicate: source.predicate }),
    ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
  };
  const asker: Asker = {
    applicationId: application.applicationId,
    citizenId: citizen.citizenId,
    questionHash: protection.lookup(
      'question',
      JSON.stringify([
        citizen.citizenId,
        source.department,
        source.register,
        matter.theme,
        itemsAsked(query),
        parameters,
      ]),
    ),
    seal: (text) => protection.seal(citizen.wrappedKey, sealedAs, text),
  };
  return { material, source, connector, query, asker, citizen, form };
}

/** The secret of one question: it dies with the person's key, and its digests with it. */
export const saltOf = (
  { protection }: Pick<Context, 'protection'>,
  { wrappedKey }: CitizenRow,
  queryId: string,
): string => protection.personalSalt(wrappedKey, `question ${queryId}`);

/** An answer to the same question that is still good, by the source's own terms; null where none is. It is noted as used again. */
export async function answerStillGood(context: Context, question: PaperQuestion): Promise<Answer | null> {
  const { connector, asker, query, citizen } = question;
  const reuseSeconds = connector?.freshness?.reuseSeconds ?? 0;
  if (!connector || reuseSeconds === 0 || asker.questionHash === null) return null;
  const now = context.now();
  const last = await lastAnswer(context.database, asker.questionHash, new Date(now.getTime() - reuseSeconds * 1000));
  if (!last?.contentSealed) return null;
  const said = JSON.parse(context.protection.open(citizen.wrappedKey, sealedAs, last.contentSealed)) as Said;
  const content = JSON.parse(said.response ?? 'null') as { queryId: string; salt: string } | null;
  if (content === null) return null;
  try {
    const asked = { ...query, queryId: content.queryId, salt: content.salt };
    const answer = context.departments.readAnswer(connector, content, asked);
    await context.database.transaction((tx) =>
      recordIn(tx, {
        kind: 'reuse',
        department: connector.department,
        ...inClear(query),
        asker,
        outcome: 'answered',
        askedAt: now,
        endedAt: now,
      }),
    );
    return answer;
  } catch (error) {
    // Said too long ago by now.
    if (error instanceof DepartmentUnavailable) return null;
    throw error;
  }
}
