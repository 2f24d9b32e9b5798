// The gateway: its parts are put together here and nowhere else.
import type { Logger } from 'pino';
import { caseAddress, registerCaseDecisions } from './applications/caseDecisions.ts';
import { clocks, settleProvisionalDates } from './applications/clocks.ts';
import { gatherPaper } from './applications/gathering.ts';
import { applicationHandlers } from './applications/handlers.ts';
import { answerAddress, registerLaterAnswers } from './applications/laterAnswers.ts';
import { receivePosted } from './applications/postedPapers.ts';
import { followBatch, sendBatch } from './applications/questionBatches.ts';
import { followCase, review } from './applications/review.ts';
import { withdrawCase } from './applications/withdrawnCases.ts';
import { billHandlers } from './bills/service.ts';
import { caseHandlers } from './cases/handlers.ts';
import { ConfigError, type GatewayConfig } from './config/index.ts';
import type { Context } from './context.ts';
import { type OpenDatabase, openDatabase } from './database/connection.ts';
import { createProtection } from './database/protection.ts';
import { delegationHandlers } from './delegations/handlers.ts';
import { registerPostCallback } from './deliveries/callback.ts';
import { deliveryHandlers } from './deliveries/handlers.ts';
import { followParcel, orderParcel } from './deliveries/parcels.ts';
import { postServiceOf } from './deliveries/postService.ts';
import { createDepartments } from './departments/client.ts';
import { agreedRegisters, createConnectors } from './departments/connectors.ts';
import { createJournal } from './departments/journal.ts';
import { draftHandlers } from './drafts/service.ts';
import { escalationHandlers } from './escalations/handlers.ts';
import { anchorHistories } from './evidence/anchors.ts';
import { evidenceHandlers } from './evidence/handlers.ts';
import type { Handlers } from './http/handlers.ts';
import type { Readiness } from './http/health.ts';
import { releaseLeftLocks } from './http/idempotency.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { buildServer } from './http/server.ts';
import { createFaceProvider } from './identity/faceProvider.ts';
import { faceReviewHandlers } from './identity/faceReviews.ts';
import { identityHandlers } from './identity/handlers.ts';
import { createSms } from './identity/sms.ts';
import { createJobQueue, type JobHandlers } from './jobs/queue.ts';
import { sweep } from './jobs/sweep.ts';
import { keyHandlers } from './keys/handlers.ts';
import { masterKeysIn } from './keys/masterKeys.ts';
import { rewrapKeys } from './keys/rewrap.ts';
import { createKeyRing, type KeyRing } from './keys/ring.ts';
import { issueLicences, licenceHandlers } from './licences/service.ts';
import { createLog } from './log.ts';
import { matterHandlers } from './matters/handlers.ts';
import { openCatalogue } from './matters/service.ts';
import { createMatterUse } from './matters/use.ts';
import { noticeHandlers } from './notices/handlers.ts';
import { sendNotice } from './notices/sending.ts';
import { officerHandlers } from './officers/handlers.ts';
import { createStaffDirectory } from './officers/staffDirectory.ts';
import { embedSessionHandlers } from './partners/service.ts';
import { registerWechatPayCallbacks } from './payments/callback.ts';
import { createWechatPay, type WechatPay } from './payments/channels/wechatPay.ts';
import { followRefund } from './payments/refunds.ts';
import { followPayment, paymentHandlers } from './payments/service.ts';
import { plateHandlers } from './plates/service.ts';
import { expungeData } from './privacy/expunging.ts';
import { privacyHandlers } from './privacy/handlers.ts';
import { followPublications } from './publications/following.ts';
import { publicationHandlers } from './publications/handlers.ts';
import { reformHandlers } from './reform/handlers.ts';
import { servicePointHandlers } from './servicePoints/handlers.ts';
import { registerUploadDoor, uploadsAddress } from './uploads/departmentDoor.ts';
import { uploadHandlers } from './uploads/service.ts';
import { webhookHandlers } from './webhooks/handlers.ts';
import { createPost } from './webhooks/posting.ts';
import { sendWebhook } from './webhooks/sending.ts';
import { createAccessToken } from './wechat/accessToken.ts';
import { createWechatLogin } from './wechat/login.ts';
import { createSubscribeMessages } from './wechat/subscribeMessages.ts';

export { ConfigError, type GatewayConfig, readConfig } from './config/index.ts';

/** A running gateway. */
export interface Gateway {
  url: string;
  /** Takes no more requests, finishes those under way, stops the jobs, closes the database. */
  close(): Promise<void>;
}

/** What tests and embedders may put in place of the process's own. */
export interface GatewayOptions {
  /** Takes each line of the log; standard output when absent. */
  write?: (line: string) => void;
  /** The clock. */
  now?: () => Date;
}

const handlersOf = (context: Context): Handlers => ({
  ...matterHandlers(context),
  ...servicePointHandlers(context),
  ...identityHandlers(context),
  ...faceReviewHandlers(context),
  ...applicationHandlers(context),
  ...draftHandlers(context),
  ...privacyHandlers(context),
  ...delegationHandlers(context),
  ...uploadHandlers(context),
  ...billHandlers(context),
  ...paymentHandlers(context),
  ...licenceHandlers(context),
  ...evidenceHandlers(context),
  ...keyHandlers(context),
  ...plateHandlers(context),
  ...embedSessionHandlers(context),
  ...deliveryHandlers(context),
  ...noticeHandlers(context),
  ...webhookHandlers(context),
  ...officerHandlers(context),
  ...caseHandlers(context),
  ...escalationHandlers(context),
  ...publicationHandlers(context),
  ...reformHandlers(context),
});

const jobHandlersOf = (context: Context, metrics: Metrics): JobHandlers => ({
  gatherPaper: (data) => gatherPaper(context, data),
  sendBatch: (data) => sendBatch(context, data),
  followBatch: (data) => followBatch(context, data),
  review: (data) => review(context, data),
  followCase: (data) => followCase(context, data),
  issueLicences: ({ applicationId }) => issueLicences(context, applicationId),
  followPayment: (data) => followPayment(context, data),
  followRefund: (data) => followRefund(context, data),
  withdrawCase: (data) => withdrawCase(context, data),
  sendNotice: (data) => sendNotice(context, data),
  sendWebhook: (data) => sendWebhook(context, data),
  receivePosted: (data) => receivePosted(context, data),
  orderParcel: (data) => orderParcel(context, data),
  followParcel: (data) => followParcel(context, data),
  anchorHistories: () => anchorHistories(context),
  rewrapKeys: (data) => rewrapKeys(context, data),
  clocks: () => clocks(context),
  expungeData: () => expungeData(context),
  sweep: () => sweep(context, metrics),
});

/**
 * Starts a gateway: opens and migrates the database, seeds the catalogue, listens, and starts the jobs.
 * @throws ConfigError when the folder is held, the database cannot be reached, or the port is taken
 */
export async function createGateway(config: GatewayConfig, options: GatewayOptions = {}): Promise<Gateway> {
  const log = createLog(config.logLevel, options.write && { write: options.write });
  const open = await openDatabase(config.database, log);
  try {
    return await start(config, open, log, options.now ?? (() => new Date()));
  } catch (error) {
    await open.close();
    throw error;
  }
}

/** How soon a key added by another gateway is used. */
const followKeysMs = 5_000;

const followKeys = (keys: KeyRing, log: Logger) =>
  setInterval(() => {
    keys.refresh().catch((error: unknown) => log.error({ err: error }, 'keys could not be read'));
  }, followKeysMs).unref();

async function start(config: GatewayConfig, open: OpenDatabase, log: Logger, now: () => Date): Promise<Gateway> {
  const { database } = open;
  const metrics = createMetrics();
  const masterKeys = masterKeysIn(config.masterKeyFile);
  const protection = createProtection(masterKeys, config.lookupKey);
  const keys = createKeyRing(config, { database, protection, now });
  await keys.refresh();
  const ready: Readiness = { catalogue: false, jobs: false };
  let publicUrl = config.publicUrl ?? '';
  let wechatPay: WechatPay | undefined;
  const context: Context = {
    config,
    log,
    metrics,
    now,
    database,
    protection,
    masterKeys,
    keys,
    jobs: createJobQueue(open, log, metrics),
    departments: createDepartments(
      {
        ...config,
        // Rotated while the service runs.
        get departmentKey() {
          return keys.signing('departments');
        },
      },
      {
        connectors: createConnectors(config, agreedRegisters()),
        journal: createJournal(database),
        log,
        metrics,
        now,
        answerTo: (code) => answerAddress(publicUrl, code),
        decisionTo: (code) => caseAddress(publicUrl, code),
        uploadsFrom: (code) => uploadsAddress(publicUrl, code),
      },
    ),
    catalogue: await openCatalogue(database, now(), undefined, config.implementationsFile, log),
    matterUse: createMatterUse(database, log, now),
    wechat: createWechatLogin(config.wechat),
    subscribeMessages: createSubscribeMessages(config.wechat, createAccessToken(config.wechat, now)),
    post: postServiceOf(config, now),
    postWebhook: createPost(config.webhooks.privateAddresses),
    sms: createSms(config.sms),
    staffDirectory: createStaffDirectory(config.staff, log),
    faceProvider: createFaceProvider(config.faceCheck, now),
    // Any free port may be asked for, so where to call back is known only once the server listens.
    get publicUrl() {
      return publicUrl;
    },
    get wechatPay() {
      wechatPay ??= createWechatPay(config, publicUrl, now);
      return wechatPay;
    },
  };
  ready.catalogue = true;
  const app = await buildServer(context, handlersOf(context), metrics, ready, (server) => {
    registerWechatPayCallbacks(server, context);
    registerLaterAnswers(server, context);
    registerCaseDecisions(server, context);
    registerUploadDoor(server, context);
    registerPostCallback(server, context);
  });
  const url = await app.listen({ host: config.host, port: config.port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    throw new ConfigError(`Port ${config.port} on ${config.host} is taken or may not be used; name another.`);
  });
  publicUrl ||= url;
  const following = open.exclusive ? undefined : followKeys(keys, log);
  const publications = followPublications(context.catalogue);
  const quieten = async () => {
    await publications.stop();
    clearInterval(following);
    await app.close();
    await context.jobs.stop();
    await context.matterUse.settle();
  };
  try {
    // Keys that cannot be read are found now, not when the first citizen pays.
    void context.wechatPay;
    if (open.exclusive) await releaseLeftLocks(database);
    await settleProvisionalDates(context);
    await context.jobs.start(config.worksJobs ? jobHandlersOf(context, metrics) : null);
    await database.transaction(async (tx) => {
      await context.jobs.send(tx, 'sweep', {}, { singletonKey: 'sweep' });
      await context.jobs.send(tx, 'clocks', {}, { singletonKey: 'clocks' });
      await context.jobs.send(tx, 'expungeData', {}, { singletonKey: 'expungeData' });
    });
    ready.jobs = true;
  } catch (error) {
    await quieten();
    throw error;
  }
  log.info({ url }, 'gateway ready');
  return { url, close: () => quieten().finally(() => open.close()) };
}
