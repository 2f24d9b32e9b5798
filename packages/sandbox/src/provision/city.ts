// Provisions a city to develop with: a folder of keys and files, and what gateway, sandbox and partners are started with.
import { join, resolve } from 'node:path';
import type { LocalText } from '@onetrip/shared/contract';
import { parseAgreements, publishedAgreements } from '../departments/agreements.ts';
import { departmentCodes } from '../departments/list.ts';
import { faceCheckPath } from '../faceCheck/routes.ts';
import type { KeyedJwk, SandboxOptions, WechatPayVerification } from '../options.ts';
import { staffDirectoryPath } from '../staffDirectory/routes.ts';
import { templatesForGateway } from '../wechat/templates.ts';
import { serialOf } from '../wechatPay/cryptography.ts';
import { type CityKeys, merchantId, openKeys } from './cityKeys.ts';
import { readIfThere, readOrMake, replace } from './files.ts';
import { makeEd25519, parseJwk, toPublicJwk } from './keys.ts';
import { type PartnerSeed, partnerSeeds } from './partners.ts';
import { pathsOf } from './paths.ts';

/** Where each part of the city answers; without a slash at the end. */
export type CityUrls = {
  gateway: string;
  citizenApp: string;
  bank: string;
  dealer: string;
  sandbox: string;
  desk: string;
};

/** What `provisionCity` takes. */
export type ProvisionOptions = {
  /** The folder; made where there is none. */
  dir: string;
  /** Default: `http://127.0.0.1` at ports 8100 to 8105. Call again when a port is known: keys stay, files follow. */
  urls?: Partial<CityUrls>;
  /** How WeChat Pay is verified; default `publicKey`. */
  wechatPayVerification?: WechatPayVerification;
  /** What each department's system decides, by code; default all its cases. See `docs/operate.md`. */
  cases?: Readonly<Record<string, boolean | 'undisputed'>>;
};

/** What a partner's back end needs to ask for embed sessions. */
export type PartnerCredentials = {
  partnerId: string;
  name: LocalText;
  keyId: string;
  /** Ed25519 private JWK. */
  privateKey: KeyedJwk;
  /** The file that holds it. */
  privateKeyFile: string;
  /** The service's keys that answers are verified with. */
  serviceKeys: { keys: { kty: string; crv: string; x: string; kid: string; purpose: 'answers' }[] };
  /** The file that holds them. */
  serviceKeysFile: string;
  origins: string[];
  servicePoints: PartnerSeed['servicePoints'];
  matters: string[];
};

/** A provisioned city. */
export type ProvisionedCity = {
  dir: string;
  /** Environment of the gateway's process; host, port and database are left to the caller. */
  gatewayEnv: Record<string, string>;
  sandbox: SandboxOptions;
  partners: { bank: PartnerCredentials; dealer: PartnerCredentials };
};

const wechatAppId = 'wx0sandbox0onetrip';
/** Marks a folder as complete. */
const marker = 'city.json';

const defaultUrls: CityUrls = {
  gateway: 'http://127.0.0.1:8100',
  citizenApp: 'http://127.0.0.1:8101',
  bank: 'http://127.0.0.1:8102',
  dealer: 'http://127.0.0.1:8103',
  sandbox: 'http://127.0.0.1:8104',
  desk: 'http://127.0.0.1:8105',
};

/** The id of WeChat Pay's public key: the merchant's number and the key's date, as theirs are. */
const publicKeyId = `PUB_KEY_ID_01${merchantId}2026010100000000000001`;

/** The service's account at the provider of face checks. */
const faceCheckAccount = { secretId: 'AKIDsandbox0onetrip', ruleId: '1' };
const staffClientId = 'onetrip';
/** The desk, and the command line, which listens there while somebody signs in. */
const staffRedirects = ({ desk }: CityUrls): string[] => [`${desk}/`, 'http://127.0.0.1:7499/signed-in'];

function toSandboxOptions(
  keys: CityKeys,
  verification: WechatPayVerification,
  urls: CityUrls,
  agreements: string,
): SandboxOptions {
  return {
    agreements: parseAgreements(agreements),
    gatewayKey: toPublicJwk(parseJwk(keys.departmentKey)),
    gatewayUrl: urls.gateway,
    departmentKeys: keys.departmentKeys,
    wechat: { appId: wechatAppId, appSecret: keys.appSecret },
    wechatPay: {
      merchantId,
      merchantSerial: serialOf(keys.merchantCertificate),
      merchantCertificate: keys.merchantCertificate,
      apiV3Key: keys.apiV3Key,
      platformCertificate: keys.platformCertificate,
      platformKey: keys.platformKey,
      publicKeyId,
      publicKeyPrivateKey: keys.publicKeyPrivateKey,
      verification,
    },
    smsKey: keys.smsKey,
    postKey: keys.postKey,
    staffDirectory: {
      clientId: staffClientId,
      client: { kind: 'key', publicKey: toPublicJwk(parseJwk(keys.staffClientKey)) },
      redirectAddresses: staffRedirects(urls),
      signingKey: keys.staffSigningKey,
    },
    faceCheck: { ...faceCheckAccount, secretKey: keys.faceCheckKey },
    cardReaders: keys.cardReaderKeys,
  };
}

/**
 * Writes (or reads, where they are there already) the keys and files of a city to develop with. Idempotent: the keys of
 * a folder never change; the files that name addresses follow `urls`.
 */
export async function provisionCity(options: ProvisionOptions): Promise<ProvisionedCity> {
  const dir = resolve(options.dir);
  const urls = { ...defaultUrls, ...options.urls };
  const verification = options.wechatPayVerification ?? 'publicKey';
  const paths = pathsOf(dir);
  const keys = await openKeys(dir);
  const agreements = publishedAgreements();
  const sandbox = toSandboxOptions(keys, verification, urls, agreements);

  const departments = Object.entries(keys.departmentKeys)
    .sort(([one], [other]) => departmentCodes.indexOf(one) - departmentCodes.indexOf(other))
    .map(([code, key]) => ({
      code,
      url: `${urls.sandbox}/departments/${code}`,
      keyId: key.kid,
      publicKey: toPublicJwk(key),
      registers: sandbox.agreements
        .filter(({ department }) => department === code)
        .map(({ register, mode }) => ({ register, ...(mode === 'batch' ? { batch: { everySeconds: 5 } } : {}) })),
      cases: options.cases?.[code] ?? true,
    }));
  const { kty = '', crv = '', x = '', kid } = toPublicJwk(parseJwk(keys.answerKey));
  const serviceKeys = { keys: [{ kty, crv, x, kid, purpose: 'answers' as const }] };
  const bank = await openPartner(dir, partnerSeeds.bank, urls.bank, serviceKeys);
  const dealer = await openPartner(dir, partnerSeeds.dealer, urls.dealer, serviceKeys);
  const partners = [bank, dealer].map(({ partnerId, name, keyId, privateKey, origins, servicePoints, matters }) => ({
    partnerId,
    name,
    keys: [{ keyId, publicKey: toPublicJwk(privateKey) }],
    origins,
    servicePoints,
    matters,
  }));
  const readers = [bank, dealer].flatMap(({ partnerId, servicePoints }) =>
    servicePoints.map(({ servicePointId }) => {
      const key = keys.cardReaderKeys[servicePointId];
      return { moduleId: key?.kid, partnerId, servicePointId, publicKey: key && toPublicJwk(key) };
    }),
  );
  const asFile = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  await Promise.all([
    replace(paths.agreements, agreements),
    replace(paths.departments, asFile(departments)),
    replace(paths.partners, asFile(partners)),
    replace(paths.cardReaders, asFile(readers)),
    replace(paths.serviceKeys, asFile(serviceKeys)),
    replace(paths.noticeTemplates, asFile(templatesForGateway())),
    replace(join(dir, marker), asFile({ urls, wechatPayVerification: verification })),
  ]);

  return {
    dir,
    sandbox,
    partners: { bank, dealer },
    gatewayEnv: {
      ONETRIP_PUBLIC_URL: urls.gateway,
      ONETRIP_CITIZEN_APP_URL: urls.citizenApp,
      ONETRIP_ALLOWED_ORIGINS: urls.desk,
      ONETRIP_MASTER_KEY_FILE: paths.masterKey,
      ONETRIP_LOOKUP_KEY_FILE: paths.lookupKey,
      ONETRIP_LICENCE_KEY_FILE: paths.licenceKey,
      ONETRIP_ANCHOR_KEY_FILE: paths.anchorKey,
      ONETRIP_DEPARTMENT_KEY_FILE: paths.departmentKey,
      ONETRIP_ANSWER_KEY_FILE: paths.answerKey,
      ONETRIP_DEPARTMENTS_FILE: paths.departments,
      ONETRIP_PARTNERS_FILE: paths.partners,
      WECHAT_APP_ID: wechatAppId,
      WECHAT_APP_SECRET_FILE: paths.appSecret,
      WECHAT_API_URL: `${urls.sandbox}/wechat`,
      WECHAT_NOTICE_TEMPLATES_FILE: paths.noticeTemplates,
      // The partners' examples run on this machine.
      ONETRIP_WEBHOOK_ADDRESSES: 'any',
      WECHAT_PAY_URL: `${urls.sandbox}/wechat-pay`,
      WECHAT_PAY_MERCHANT_ID: merchantId,
      WECHAT_PAY_MERCHANT_SERIAL: sandbox.wechatPay.merchantSerial,
      WECHAT_PAY_MERCHANT_KEY_FILE: paths.merchantKey,
      WECHAT_PAY_API_V3_KEY_FILE: paths.apiV3Key,
      ...(verification === 'publicKey'
        ? { WECHAT_PAY_PUBLIC_KEY_ID: publicKeyId, WECHAT_PAY_PUBLIC_KEY_FILE: paths.publicKey }
        : { WECHAT_PAY_PLATFORM_CERTIFICATE_FILE: paths.platformCertificate }),
      SMS_URL: `${urls.sandbox}/sms`,
      SMS_KEY_FILE: paths.smsKey,
      POST_URL: `${urls.sandbox}/post`,
      POST_KEY_FILE: paths.postKey,
      FACE_CHECK_URL: `${urls.sandbox}${faceCheckPath}/`,
      FACE_CHECK_SECRET_ID: faceCheckAccount.secretId,
      FACE_CHECK_SECRET_KEY_FILE: paths.faceCheckKey,
      FACE_CHECK_RULE_ID: faceCheckAccount.ruleId,
      ONETRIP_CARD_READERS_FILE: paths.cardReaders,
      ONETRIP_STAFF_ISSUER: `${urls.sandbox}${staffDirectoryPath}`,
      ONETRIP_STAFF_CLIENT_ID: staffClientId,
      ONETRIP_STAFF_CLIENT_KEY_FILE: paths.staffClientKey,
      ONETRIP_STAFF_REDIRECTS: staffRedirects(urls).join(','),
    },
  };
}

/** Reads what a sandbox is started with from a provisioned folder. Throws where the folder is not one. */
export async function readCity(dir: string): Promise<SandboxOptions> {
  const city = await readIfThere(join(resolve(dir), marker));
  if (city === null) throw new Error(`${dir} is no provisioned city: it has no ${marker}.`);
  const { wechatPayVerification, urls } = JSON.parse(city) as {
    wechatPayVerification: WechatPayVerification;
    urls: CityUrls;
  };
  const agreements = (await readIfThere(pathsOf(resolve(dir)).agreements)) ?? publishedAgreements();
  return toSandboxOptions(await openKeys(resolve(dir)), wechatPayVerification, urls, agreements);
}

async function openPartner(
  dir: string,
  seed: PartnerSeed,
  origin: string,
  serviceKeys: PartnerCredentials['serviceKeys'],
): Promise<PartnerCredentials> {
  const { partnerId, name, servicePoints, matters } = seed;
  const privateKeyFile = pathsOf(dir).ofPartner(partnerId);
  const privateKey = parseJwk(await readOrMake(privateKeyFile, () => makeEd25519(`${partnerId}-1`)));
  return {
    partnerId,
    name,
    keyId: privateKey.kid,
    privateKey,
    privateKeyFile,
    serviceKeys,
    serviceKeysFile: pathsOf(dir).serviceKeys,
    origins: [origin],
    servicePoints,
    matters,
  };
}
