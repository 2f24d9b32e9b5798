// The gateway's configuration: read from environment variables and the files they name; anything missing or wrong is said in one sentence.
import { join } from 'node:path';
import type { LocalText } from '@onetrip/shared/contract';
import type { JWK } from 'jose';
import type { DepartmentConfig } from '../departments/settings.ts';
import { packageRoot } from '../packageRoot.ts';
import type { WechatTemplate } from '../wechat/subscribeMessages.ts';
import {
  cardReadersFile,
  departmentsFile,
  partnersFile,
  privateKeyFile,
  staffKeyFile,
  templatesFile,
} from './files.ts';
import { ConfigError, reader } from './reader.ts';

export { ConfigError } from './reader.ts';
export type { DepartmentConfig };

/** A public key of a partner. */
export interface PartnerKey {
  keyId: string;
  publicKey: JWK;
}

/** A partner, its keys, its pages and its service points. */
export interface PartnerConfig {
  partnerId: string;
  name: LocalText;
  /** Every key in force: while it changes keys, a partner has two. */
  keys: PartnerKey[];
  origins: string[];
  servicePoints: { servicePointId: string; name: string; channel: 'bank' | 'dealer' }[];
  matters: string[];
}

/** How WeChat Pay's signatures are verified: its public key (newer merchants) or platform certificates (older ones). */
export type WechatPayVerification =
  | { mode: 'publicKey'; publicKeyId: string; publicKey: string }
  | { mode: 'platformCertificate'; certificate: string };

/** How this service proves itself to the staff directory: a private key (`private_key_jwt`), or a secret. */
export type StaffClient = { kind: 'key'; key: JWK } | { kind: 'secret'; secret: string };

/** The city's staff directory, an OpenID provider, and this service's registration there. */
export interface StaffConfig {
  issuer: string;
  clientId: string;
  client: StaffClient;
  /** Where a browser may be sent back to, and nowhere else. */
  redirectAddresses: string[];
}

/** The provider of face checks, and this service's account there. */
export interface FaceCheckConfig {
  url: string;
  secretId: string;
  secretKey: string;
  /** 业务流程 ID: how the provider checks. */
  ruleId: string;
}

/** A card reader at a counter: what its security module signs with. */
export interface CardReaderConfig {
  moduleId: string;
  partnerId: string;
  servicePointId: string;
  publicKey: JWK;
}

/** Everything the gateway is told from outside. Durations in seconds. */
export interface GatewayConfig {
  host: string;
  port: number;
  /** Base of the addresses that others call back; the listening address when absent. */
  publicUrl: string | undefined;
  citizenAppUrl: string;
  allowedOrigins: string[];
  database: { kind: 'postgres'; url: string } | { kind: 'embedded'; folder: string };
  /** File of the master keys, one a line, newest first: the first wraps persons' keys, all open. Read while running. */
  masterKeyFile: string;
  /** 32 bytes: keys the lookup hashes. */
  lookupKey: Buffer;
  licenceKey: JWK;
  anchorKey: JWK;
  departmentKey: JWK;
  /** Signs answers to partners. */
  answerKey: JWK;
  departments: DepartmentConfig[];
  partners: PartnerConfig[];
  /** `templates`: subscribe messages as registered with WeChat; without them notices go by the other channels. */
  wechat: { appId: string; appSecret: string; url: string; templates: WechatTemplate[] };
  wechatPay: {
    url: string;
    merchantId: string;
    merchantSerial: string;
    merchantKey: string;
    apiV3Key: string;
    verification: WechatPayVerification;
  };
  sms: { url: string; key: string };
  /** The post; without it results are not posted. */
  post: { url: string; key: string } | undefined;
  /** `privateAddresses`: in development partners may be told at addresses on this machine or network. */
  webhooks: { privateAddresses: boolean };
  /** 实施清单 of further authorities: path of the list; without it the catalogue's own city is all there is. */
  implementationsFile: string | null;
  /** Without it no officer can sign in: for gateways that only citizens reach. */
  staff: StaffConfig | undefined;
  /** Without it level 3 is reached in person only. */
  faceCheck: FaceCheckConfig | undefined;
  /** Without any, every number at a counter counts as typed. */
  cardReaders: CardReaderConfig[];
  /** Where the documentation's site was built. */
  docsFolder: string;
  logLevel: string;
  /** Whether this process does background work. Of several on one server, one at least must. */
  worksJobs: boolean;
  /** A department that has not answered after this many milliseconds is taken to be down for this question. */
  departmentDeadlineMs: number;
  /** Seconds between two codes sent to one number. */
  codeResendSeconds: number;
  /** Requests a minute: public writes of one address; real-name checks, and everything else, of one session (or address). */
  rateLimits: { publicWrites: number; identityChecks: number; session: number; publications: number };
  /** Proxies whose `X-Forwarded-For` is believed, as addresses or networks; none when empty. */
  trustedProxies: string[];
  /** Bearer token that `/metrics` asks for from other machines; without it only this machine may read them. */
  metricsToken: string | undefined;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** @throws ConfigError when two keys or two service points go by one id: a signature, a pick-up names no more than that */
function distinct(name: string, partners: PartnerConfig[]): PartnerConfig[] {
  const named = {
    key: partners.flatMap(({ keys }) => keys.map(({ keyId }) => keyId)),
    // What is kept at a counter is known by the counter alone: no two partners have one of the same id.
    'service point': partners.flatMap(({ servicePoints }) => servicePoints.map((point) => point.servicePointId)),
  };
  for (const [what, ids] of Object.entries(named)) {
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) throw new ConfigError(`${name} has two ${what}s called ${twice}.`);
  }
  return partners;
}

/**
 * Reads the configuration.
 * @param env environment variables, see `docs/operate.md`
 * @throws ConfigError naming the variable at fault
 */
export function readConfig(env: Record<string, string | undefined>): GatewayConfig {
  const { need, file, whole, list, oneOf, url, urlIfAny, bytes, masterKeyFile, json } = reader(env);
  return {
    host: env.ONETRIP_HOST || '127.0.0.1',
    port: whole('ONETRIP_PORT', 0, 65_535),
    publicUrl: urlIfAny('ONETRIP_PUBLIC_URL'),
    citizenAppUrl: url('ONETRIP_CITIZEN_APP_URL'),
    allowedOrigins: list('ONETRIP_ALLOWED_ORIGINS'),
    database: env.DATABASE_URL
      ? { kind: 'postgres', url: env.DATABASE_URL }
      : { kind: 'embedded', folder: need('ONETRIP_DATA') },
    masterKeyFile: masterKeyFile('ONETRIP_MASTER_KEY_FILE'),
    lookupKey: bytes('ONETRIP_LOOKUP_KEY_FILE', 'base64', 32),
    licenceKey: json('ONETRIP_LICENCE_KEY_FILE', privateKeyFile),
    anchorKey: json('ONETRIP_ANCHOR_KEY_FILE', privateKeyFile),
    departmentKey: json('ONETRIP_DEPARTMENT_KEY_FILE', privateKeyFile),
    answerKey: json('ONETRIP_ANSWER_KEY_FILE', privateKeyFile),
    departments: json('ONETRIP_DEPARTMENTS_FILE', departmentsFile),
    partners: distinct('ONETRIP_PARTNERS_FILE', json('ONETRIP_PARTNERS_FILE', partnersFile)),
    wechat: {
      appId: need('WECHAT_APP_ID'),
      appSecret: file('WECHAT_APP_SECRET_FILE'),
      url: url('WECHAT_API_URL'),
      templates: env.WECHAT_NOTICE_TEMPLATES_FILE ? json('WECHAT_NOTICE_TEMPLATES_FILE', templatesFile) : [],
    },
    wechatPay: {
      url: url('WECHAT_PAY_URL'),
      merchantId: need('WECHAT_PAY_MERCHANT_ID'),
      merchantSerial: need('WECHAT_PAY_MERCHANT_SERIAL'),
      merchantKey: file('WECHAT_PAY_MERCHANT_KEY_FILE'),
      apiV3Key: bytes('WECHAT_PAY_API_V3_KEY_FILE', 'utf8', 32).toString('utf8'),
      verification: env.WECHAT_PAY_PUBLIC_KEY_ID
        ? {
            mode: 'publicKey',
            publicKeyId: env.WECHAT_PAY_PUBLIC_KEY_ID,
            publicKey: file('WECHAT_PAY_PUBLIC_KEY_FILE'),
          }
        : { mode: 'platformCertificate', certificate: file('WECHAT_PAY_PLATFORM_CERTIFICATE_FILE') },
    },
    sms: { url: url('SMS_URL'), key: file('SMS_KEY_FILE') },
    post: env.POST_URL ? { url: url('POST_URL'), key: file('POST_KEY_FILE') } : undefined,
    webhooks: { privateAddresses: oneOf('ONETRIP_WEBHOOK_ADDRESSES', ['public', 'any'], 'public') === 'any' },
    implementationsFile: env.ONETRIP_IMPLEMENTATIONS_FILE || null,
    staff: env.ONETRIP_STAFF_ISSUER ? readStaff(env) : undefined,
    faceCheck: env.FACE_CHECK_URL
      ? {
          url: url('FACE_CHECK_URL'),
          secretId: need('FACE_CHECK_SECRET_ID'),
          secretKey: file('FACE_CHECK_SECRET_KEY_FILE'),
          ruleId: need('FACE_CHECK_RULE_ID'),
        }
      : undefined,
    cardReaders: env.ONETRIP_CARD_READERS_FILE ? json('ONETRIP_CARD_READERS_FILE', cardReadersFile) : [],
    docsFolder: env.ONETRIP_DOCS_FOLDER || join(packageRoot, '../../dist/docs'),
    logLevel: oneOf('ONETRIP_LOG_LEVEL', logLevels, 'info'),
    worksJobs: oneOf('ONETRIP_JOBS', ['on', 'off'], 'on') === 'on',
    departmentDeadlineMs: whole('ONETRIP_DEPARTMENT_DEADLINE_MS', 2_000, 60_000),
    codeResendSeconds: whole('ONETRIP_CODE_RESEND_SECONDS', 60, 3_600),
    rateLimits: {
      publicWrites: whole('ONETRIP_RATE_PUBLIC_WRITES', 120, 1_000_000),
      identityChecks: whole('ONETRIP_RATE_IDENTITY_CHECKS', 10, 1_000_000),
      session: whole('ONETRIP_RATE_SESSION', 1_200, 1_000_000),
      publications: whole('ONETRIP_RATE_PUBLICATIONS', 6, 1_000_000),
    },
    trustedProxies: list('ONETRIP_TRUSTED_PROXIES'),
    metricsToken: env.ONETRIP_METRICS_TOKEN || undefined,
  };
}

const isLoopback = ({ hostname }: URL): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);

/** The staff directory; its name is compared to the letter, so no slash is taken off. */
function readStaff(env: Record<string, string | undefined>): StaffConfig {
  const { need, file, json, list } = reader(env);
  const guarded = (name: string, address: string): string => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) && !url.hash && !url.search)
      return address;
    throw new ConfigError(`${name} must hold https addresses (http on this machine only) without a query.`);
  };
  const redirectAddresses = list('ONETRIP_STAFF_REDIRECTS').map((address) =>
    guarded('ONETRIP_STAFF_REDIRECTS', address),
  );
  if (redirectAddresses.length === 0) throw new ConfigError('ONETRIP_STAFF_REDIRECTS is not set.');
  return {
    issuer: guarded('ONETRIP_STAFF_ISSUER', need('ONETRIP_STAFF_ISSUER')),
    clientId: need('ONETRIP_STAFF_CLIENT_ID'),
    client: env.ONETRIP_STAFF_CLIENT_SECRET_FILE
      ? { kind: 'secret', secret: file('ONETRIP_STAFF_CLIENT_SECRET_FILE') }
      : { kind: 'key', key: json('ONETRIP_STAFF_CLIENT_KEY_FILE', staffKeyFile) },
    redirectAddresses,
  };
}
