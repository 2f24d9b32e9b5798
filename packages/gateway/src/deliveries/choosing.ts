// What a citizen chooses, when he files or later: checked against what the matter offers, the address sealed with his key.
import { randomInt } from 'node:crypto';
import type { DeliveryChoice, DeliveryOptions, Matter, ProblemField } from '@onetrip/shared/contract';
import { kindsOffered, mayChoose } from '@onetrip/shared/delivery';
import { isProvided } from '@onetrip/shared/rules';
import { eq } from 'drizzle-orm';
import { type ApplicationRow, applicantOf, lockApplication } from '../applications/store.ts';
import type { Context, Transaction } from '../context.ts';
import { newId } from '../database/ids.ts';
import { deliveries } from '../database/schema/index.ts';
import { ProblemError } from '../http/problem.ts';
import { settleDeliveries, takeStep } from './steps.ts';
import { type DeliveryRow, deliveriesOf } from './store.ts';

/** Partners' counters that handle a matter hand its results out. */
const pointsFor = ({ config }: Pick<Context, 'config'>, { matterId, channels }: Matter) =>
  config.partners
    .filter(({ matters }) => matters.includes(matterId))
    .flatMap(({ servicePoints }) => servicePoints)
    .filter(({ channel }) => channels.includes(channel))
    .map(({ servicePointId, name }) => ({ servicePointId, name }));

/** How the result of a matter may reach the citizen. */
export function optionsFor(context: Pick<Context, 'config' | 'post'>, matter: Matter): DeliveryOptions {
  const pickUpPoints = pointsFor(context, matter);
  const kinds = kindsOffered(matter, pickUpPoints.length > 0).filter((kind) => kind !== 'post' || context.post);
  return { kinds, collectPapers: kinds.includes('post') && matter.materials.some(isProvided), pickUpPoints };
}

const fault = (field: string, zh: string, en: string): ProblemField => ({
  field: `delivery.${field}`,
  message: { zh, en },
});

/** What is wrong with a choice. */
function faultsOf({ kind, address, collectPapers, servicePointId }: DeliveryChoice, offered: DeliveryOptions) {
  const faults: ProblemField[] = [];
  if (!offered.kinds.includes(kind)) {
    return [fault('kind', '此事项不提供这种领取方式。', 'This matter is not delivered this way.')];
  }
  if ((kind === 'post') !== (address !== undefined)) {
    faults.push(fault('address', '邮寄须填写地址，其他方式不填。', 'Post needs an address; nothing else takes one.'));
  }
  if (collectPapers && !(kind === 'post' && offered.collectPapers)) {
    faults.push(
      fault(
        'collectPapers',
        '上门取件只在邮寄且需要原件时提供。',
        'Papers are collected only with post, where originals are needed.',
      ),
    );
  }
  const known = offered.pickUpPoints.some((point) => point.servicePointId === servicePointId);
  if (kind === 'pickUp' ? !known : servicePointId !== undefined) {
    faults.push(fault('servicePointId', '请从列出的网点中选择。', 'Choose one of the service points listed.'));
  }
  return faults;
}

/** @throws ProblemError `invalid_request` naming what is wrong with the choice */
export function refuseUnoffered(context: Context, matter: Matter, choice: DeliveryChoice | undefined): void {
  if (choice === undefined) return;
  const fields = faultsOf(choice, optionsFor(context, matter));
  if (fields.length > 0) throw new ProblemError('invalid_request', { fields });
}

/** Keeps the choice of an application just filed; originals are collected at once. */
export async function keepChoice(
  context: Context,
  tx: Transaction,
  { applicationId, wrappedKey }: { applicationId: string; wrappedKey: string },
  choice: DeliveryChoice | undefined,
): Promise<void> {
  if (choice === undefined || choice.kind === 'electronic') return;
  const { kind, address, servicePointId, collectPapers } = choice;
  const seal = (field: string, text: string) => context.protection.seal(wrappedKey, field, text);
  const chosen = {
    applicationId,
    kind,
    state: 'chosen' as const,
    addressSealed: address ? seal('delivery.address', JSON.stringify(address)) : null,
    servicePointId: servicePointId ?? null,
    codeSealed: kind === 'pickUp' ? seal('delivery.code', String(randomInt(1_000_000)).padStart(6, '0')) : null,
    createdAt: context.now(),
    updatedAt: context.now(),
  };
  const there: DeliveryRow['direction'][] = collectPapers ? ['toCitizen', 'toDepartment'] : ['toCitizen'];
  const rows = await tx
    .insert(deliveries)
    .values(there.map((direction) => ({ ...chosen, deliveryId: newId('dlv'), direction })))
    .returning();
  for (const row of rows) if (row.direction === 'toDepartment') await takeStep(context, tx, row, 'order', 'system');
}

const onlyWhenFiling = fault(
  'collectPapers',
  '上门取件只能在提交时选择。',
  'Papers are collected only where it is chosen when filing.',
);

/**
 * Chooses how the result of an application comes, in place of what was chosen before. A result that is there already is
 * sent on its way.
 * @throws ProblemError `delivery_under_way`; `invalid_request` naming what is wrong with the choice
 */
export async function chooseAnew(
  context: Context,
  tx: Transaction,
  applicationId: string,
  choice: DeliveryChoice,
): Promise<ApplicationRow> {
  const application = await lockApplication(tx, applicationId);
  const { state, citizenId, matterId, matterVersion } = application;
  if (!mayChoose(state, await deliveriesOf(tx, applicationId))) throw new ProblemError('delivery_under_way');
  if (choice.collectPapers) throw new ProblemError('invalid_request', { fields: [onlyWhenFiling] });
  refuseUnoffered(context, await context.catalogue.version(matterId, matterVersion, tx), choice);
  // Nothing has happened to it yet, so it leaves no track.
  await tx.delete(deliveries).where(eq(deliveries.applicationId, applicationId));
  const { wrappedKey } = await applicantOf(tx, citizenId);
  await keepChoice(context, tx, { applicationId, wrappedKey }, choice);
  if (state === 'delivered') await settleDeliveries(context, tx, application);
  return application;
}
