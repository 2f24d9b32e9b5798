// Every key of a provisioned city: read, and made where it is missing.
import { createPublicKey } from 'node:crypto';
import { departmentCodes } from '../departments/list.ts';
import type { KeyedJwk } from '../options.ts';
import { readOrMake } from './files.ts';
import { makeApiV3Key, makeCertificate, makeEcdsa, makeEd25519, makeRsa, makeSecret, parseJwk } from './keys.ts';
import { partnerSeeds } from './partners.ts';
import { pathsOf } from './paths.ts';

/** The merchant's number at the payment channel. */
export const merchantId = '1900000109';

/** Reads the keys, making those that are missing. */
export async function openKeys(dir: string) {
  const paths = pathsOf(dir);
  const [
    masterKey,
    licenceKey,
    departmentKey,
    appSecret,
    apiV3Key,
    smsKey,
    postKey,
    merchantKey,
    platformKey,
    publicKeyPrivateKey,
    staffClientKey,
    staffSigningKey,
  ] = await Promise.all([
    readOrMake(paths.masterKey, () => makeSecret(32)),
    readOrMake(paths.licenceKey, () => makeEd25519('licence-1')),
    readOrMake(paths.departmentKey, () => makeEd25519('gateway-1')),
    readOrMake(paths.appSecret, () => makeApiV3Key()),
    readOrMake(paths.apiV3Key, () => makeApiV3Key()),
    readOrMake(paths.smsKey, () => makeSecret(24)),
    readOrMake(paths.postKey, () => makeSecret(24)),
    readOrMake(paths.merchantKey, makeRsa),
    readOrMake(paths.platformKey, makeRsa),
    readOrMake(paths.publicKeyPrivateKey, makeRsa),
    readOrMake(paths.staffClientKey, () => makeEcdsa('gateway-staff-1')),
    readOrMake(paths.staffSigningKey, makeRsa),
    readOrMake(paths.lookupKey, () => makeSecret(32)),
    readOrMake(paths.anchorKey, () => makeEd25519('anchor-1')),
  ]);
  const faceCheckKey = await readOrMake(paths.faceCheckKey, () => makeSecret(24));
  const cardReaderKeys: Record<string, KeyedJwk> = {};
  for (const { servicePoints } of Object.values(partnerSeeds)) {
    for (const { servicePointId } of servicePoints) {
      const made = () => makeEd25519(`reader-${servicePointId}`);
      cardReaderKeys[servicePointId] = parseJwk(await readOrMake(paths.ofCardReader(servicePointId), made));
    }
  }
  const answerKey = await readOrMake(paths.answerKey, () => makeEd25519('answer-1'));
  const [merchantCertificate, platformCertificate] = await Promise.all([
    readOrMake(paths.merchantCertificate, () => makeCertificate(merchantKey, `Sandbox merchant ${merchantId}`)),
    readOrMake(paths.platformCertificate, () => makeCertificate(platformKey, 'Sandbox payment platform')),
    readOrMake(paths.publicKey, () =>
      createPublicKey(publicKeyPrivateKey).export({ type: 'spki', format: 'pem' }).toString(),
    ),
  ]);
  const departmentKeys: Record<string, KeyedJwk> = {};
  await Promise.all(
    departmentCodes.map(async (code) => {
      departmentKeys[code] = parseJwk(
        await readOrMake(paths.ofDepartment(code), () => makeEd25519(`department-${code}-1`)),
      );
    }),
  );
  return {
    masterKey,
    licenceKey,
    departmentKey,
    answerKey,
    appSecret,
    apiV3Key,
    smsKey,
    postKey,
    merchantCertificate,
    platformKey,
    platformCertificate,
    publicKeyPrivateKey,
    staffClientKey,
    staffSigningKey,
    departmentKeys,
    faceCheckKey,
    cardReaderKeys,
  };
}

/** A city's keys. */
export type CityKeys = Awaited<ReturnType<typeof openKeys>>;
