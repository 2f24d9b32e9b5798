// The gathering of papers with the sandbox's departments at the other end, job by job: what a test of single steps stands on.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type SandboxOptions, startSandbox } from '@onetrip/sandbox';
import type { FormValues, Material, Matter } from '@onetrip/shared/contract';
import { and, eq } from 'drizzle-orm';
import Fastify from 'fastify';
import type { JWK } from 'jose';
import { provisionAlike } from '../../../../tests/support/cities.ts';
import { caseAddress } from '../../src/applications/caseDecisions.ts';
import { gatherPaper } from '../../src/applications/gathering.ts';
import { answerAddress, registerLaterAnswers } from '../../src/applications/laterAnswers.ts';
import { followBatch, sendBatch } from '../../src/applications/questionBatches.ts';
import type { PaperRow } from '../../src/applications/store.ts';
import { newId } from '../../src/database/ids.ts';
import { applicationPapers, applications, citizens, exchanges } from '../../src/database/schema/index.ts';
import { createDepartments } from '../../src/departments/client.ts';
import { agreedRegisters, createConnectors } from '../../src/departments/connectors.ts';
import { createJournal } from '../../src/departments/journal.ts';
import type { DepartmentConfig } from '../../src/departments/settings.ts';
import type { CitizenCaller } from '../../src/http/handlers.ts';
import { uploadsAddress } from '../../src/uploads/departmentDoor.ts';
import type { DatabaseKind } from './databases.ts';
import { type Ground, layGround, matterOf } from './ground.ts';

const text = (zh: string) => ({ zh, en: zh });
const paper = (id: string, source: Omit<NonNullable<Material['source']>, 'label'>, more: Partial<Material> = {}) =>
  ({
    id,
    name: text(id),
    kind: 'paper',
    ending: 'shared',
    source: { ...source, label: text(source.register) },
    ...more,
  }) as Material;

/** The commitment that may stand in for the lease. */
export const leaseCommitment = text('本人承诺租赁关系真实。');

/** A matter with a paper of every kind of source. */
export const gatheredMatter: Matter = matterOf({
  matterId: 'HZ-MZ-999',
  department: { code: 'MZ', name: text('市民政局') },
  theme: '婚育',
  immediate: false,
  form: [{ id: 'maritalStatus', label: text('婚姻状况'), type: 'text', required: true }],
  materials: [
    paper('record', { register: 'archives', department: 'DA', fields: ['recordNumber'] }),
    paper('judgment', { register: 'justice', department: 'SF', fields: ['caseNumber', 'effectiveOn'] }),
    paper('account', { register: 'banking', department: 'GJ', fields: ['accountNumber'] }),
    paper('marriage', {
      register: 'marriage',
      department: 'MZ',
      fields: ['status'],
      compare: { status: 'form.maritalStatus' },
    }),
    paper('household', { register: 'population', department: 'GA', fields: ['householdAddress'] }),
    paper(
      'single',
      { register: 'marriage', department: 'MZ', fields: [], predicate: 'unmarried' },
      { ifDown: 'commitment', commitment: { text: leaseCommitment, laterCheck: text('事后核查') } },
    ),
  ],
});

/** Departments, a ground to stand on, and hands. */
export async function startGathering(database: DatabaseKind, sandboxOptions: Partial<SandboxOptions> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'onetrip-gathering-'));
  const { sandbox: options } = await provisionAlike({ dir: join(dir, 'city') });
  const sandbox = await startSandbox({ ...options, answerDelayMs: 60, ...sandboxOptions });
  const city = await provisionAlike({ dir: join(dir, 'city'), urls: { sandbox: sandbox.url } });
  const json = <T>(name: string): T => JSON.parse(readFileSync(city.gatewayEnv[name] ?? '', 'utf8')) as T;
  const ground: Ground = await layGround(database, { matters: [gatheredMatter] });
  const { context } = ground;
  const door = Fastify();
  door.removeAllContentTypeParsers();
  door.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.rawBody = body as Buffer;
    done(null, null);
  });
  registerLaterAnswers(door, context);
  const doorUrl = await door.listen({ host: '127.0.0.1', port: 0 });
  const config = {
    departments: json<DepartmentConfig[]>('ONETRIP_DEPARTMENTS_FILE'),
    departmentKey: json<JWK>('ONETRIP_DEPARTMENT_KEY_FILE'),
    departmentDeadlineMs: 2_000,
  };
  context.departments = createDepartments(config, {
    connectors: createConnectors(config, agreedRegisters()),
    journal: createJournal(context.database),
    log: context.log,
    metrics: context.metrics,
    now: context.now,
    answerTo: (code) => answerAddress(doorUrl, code),
    decisionTo: (code) => caseAddress(doorUrl, code),
    uploadsFrom: (code) => uploadsAddress(doorUrl, code),
  });
  const switches = (path: string, body: object) =>
    fetch(`${sandbox.url}/switches/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const paperOf = async (applicationId: string, materialId: string): Promise<PaperRow> => {
    const [row] = await context.database
      .select()
      .from(applicationPapers)
      .where(and(eq(applicationPapers.applicationId, applicationId), eq(applicationPapers.materialId, materialId)));
    if (!row) throw new Error(`no paper ${materialId}`);
    return row;
  };

  return {
    ground,
    context,
    people: sandbox.people,
    doorUrl,
    departmentKeys: options.departmentKeys,
    paperOf,
    async switch(department: string, changes: object): Promise<void> {
      const response = await switches(department, changes);
      if (!response.ok) throw new Error(await response.text());
    },
    allWell: () => switches('reset', {}),
    /** Files an application of a person with these papers, accepted and nothing asked yet. */
    async file(name: string, materialIds: string[], form: FormValues = {}) {
      const person = sandbox.people.all.find((one) => one.name === name);
      if (!person) throw new Error(`nobody is called ${name}`);
      const caller: CitizenCaller = await ground.citizen({ name });
      const [citizen] = await context.database.select().from(citizens).where(eq(citizens.citizenId, caller.citizenId));
      const seal = (field: string, value: string) => context.protection.seal(citizen?.wrappedKey ?? '', field, value);
      await context.database
        .update(citizens)
        .set({ idNumberSealed: seal('idNumber', person.idNumber) })
        .where(eq(citizens.citizenId, caller.citizenId));
      const another = () => addApplication(caller, materialIds, seal('form', JSON.stringify(form)));
      return { caller, person, applicationId: await another(), another };
    },
    /** Does the job `gatherPaper` of one paper, once. */
    gather: (applicationId: string, materialId: string) => gatherPaper(context, { applicationId, materialId }),
    /** Does the jobs of files of questions that were sent, until there are none, or so many. */
    async batches(most = 50): Promise<void> {
      for (let done = 0; done < most; done += 1) {
        const at = ground.jobs.findIndex(({ queue }) => queue === 'sendBatch' || queue === 'followBatch');
        const [job] = at < 0 ? [] : ground.jobs.splice(at, 1);
        if (!job) return;
        const { department = '', register = '', batchId = '' } = job.data;
        await wait(20);
        await (job.queue === 'sendBatch'
          ? sendBatch(context, { department, register })
          : followBatch(context, { batchId }));
      }
    },
    /** Waits until a paper stands so. */
    async until(applicationId: string, materialId: string, status: PaperRow['status']): Promise<PaperRow> {
      for (let tries = 0; tries < 300; tries += 1) {
        const row = await paperOf(applicationId, materialId);
        if (row.status === status) return row;
        await wait(10);
      }
      throw new Error(`${materialId} is ${(await paperOf(applicationId, materialId)).status}, not ${status}`);
    },
    exchangesOf: (applicationId: string) =>
      context.database
        .select()
        .from(exchanges)
        .where(eq(exchanges.applicationId, applicationId))
        .orderBy(exchanges.endedAt),
    publicKeys: { gateway: config.departmentKey, departments: config.departments },
    async close(): Promise<void> {
      await sandbox.close();
      await door.close();
      await ground.close();
      await rm(dir, { recursive: true, force: true });
    },
  };

  async function addApplication(caller: CitizenCaller, materialIds: string[], formSealed: string): Promise<string> {
    const applicationId = await ground.application(caller, { state: 'accepted', matterId: gatheredMatter.matterId });
    await context.database
      .update(applications)
      .set({ formSealed })
      .where(eq(applications.applicationId, applicationId));
    const materials = gatheredMatter.materials.filter(({ id }) => materialIds.includes(id));
    await context.database.insert(applicationPapers).values(
      materials.map(({ id, name, kind, source }, position) => ({
        applicationId,
        materialId: id,
        position,
        name,
        kind,
        status: 'pending' as const,
        department: source?.department ?? null,
        register: source?.register ?? null,
        queryId: newId('query'),
        askedAt: context.now(),
      })),
    );
    return applicationId;
  }
}
