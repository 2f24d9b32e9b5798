// The papers of a filing: which somebody other than the citizen answers for, where each starts, and whose promise is taken.
import type { CreateApplicationBody, Material, Matter, PaperStatus } from '@onetrip/shared/contract';
import { holds } from '@onetrip/shared/rules';
import type { Context } from '../context.ts';
import { newId } from '../database/ids.ts';
import type { CitizenCaller } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import { unanswered } from './askedAnew.ts';
import { type Trust, trustIn } from './falsePromises.ts';
import type { PaperRow } from './store.ts';

/**
 * Where a material starts; null when nobody is asked for it. A commitment read for a source that is down stands in for
 * its paper; otherwise the department is asked, and owes it until it answers.
 */
function startOf(
  material: Material,
  { situation, commitments, delivery }: CreateApplicationBody,
  down: ReadonlySet<string>,
  trust: Trust,
): PaperStatus | null {
  if (!holds(material.when, situation)) return null;
  if (material.kind !== 'paper' && material.kind !== 'record') return null;
  if (material.ending === 'commitment') return 'committed';
  if (material.ending === 'afterApproval') return 'afterApproval';
  if (material.ending === 'cancelled') return null;
  if (material.ending === 'provided') return delivery?.collectPapers ? 'posted' : null;
  if (material.source) {
    const mayCommit = material.ifDown === 'commitment' && material.commitment && down.has(material.source.department);
    // While nobody can say whether he is trusted, the department owes it: he may commit later.
    return mayCommit && trust === 'trusted' && commitments.includes(material.id) ? 'committed' : 'pending';
  }
  return material.ending === 'investigated' ? 'investigating' : null;
}

/**
 * Whether the applicant is trusted to commit; asked only where something is promised. While the register is silent the
 * filing stands: the promise is looked into before anything is decided on it.
 * @throws ProblemError `commitment_not_trusted` naming every commitment he may not make
 */
export async function trustInFiling(
  context: Context,
  { citizenId }: CitizenCaller,
  matter: Matter,
  body: CreateApplicationBody,
): Promise<Trust> {
  const down = context.departments.down();
  const promised = matter.materials.filter((material) => startOf(material, body, down, 'trusted') === 'committed');
  const [first] = promised;
  if (!first) return 'unknown';
  const { matterId } = matter;
  const trust = await trustIn(context, { applicationId: null, citizenId, matterId, materialId: first.id });
  if (trust !== 'broken') return trust;
  const fields = promised.map(({ id, ending, name }) => ({
    field: `commitments.${id}`,
    message:
      ending === 'commitment'
        ? { zh: `请到窗口提交：${name.zh}。`, en: `Bring it to a counter: ${name.en ?? name.zh}.` }
        : {
            zh: `不作承诺也可提交，由部门补齐：${name.zh}。`,
            en: `File without it; the department owes: ${name.en ?? name.zh}.`,
          },
  }));
  throw new ProblemError('commitment_not_trusted', { fields });
}

/** The papers somebody other than the citizen answers for, as they stand when it is filed. */
export function papersFor(
  context: Context,
  applicationId: string,
  matter: Matter,
  body: CreateApplicationBody,
  trust: Trust,
): PaperRow[] {
  const now = context.now();
  const down = context.departments.down();
  return matter.materials.flatMap((material, position) => {
    const status = startOf(material, body, down, trust);
    if (status === null) return [];
    return {
      ...unanswered,
      applicationId,
      materialId: material.id,
      position,
      name: material.name,
      kind: material.kind,
      ending: material.ending ?? null,
      status,
      department: material.source?.department ?? null,
      register: material.source?.register ?? null,
      sourceLabel: material.source?.label ?? material.owner ?? null,
      queryId: newId('query'),
      askedAt: status === 'pending' ? now : null,
      answeredAt: status === 'committed' && trust === 'trusted' ? now : null,
    };
  });
}
