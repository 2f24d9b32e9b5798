// Where each key and file of a provisioned city lies.
import { join } from 'node:path';

/** Paths below a city's folder. */
export const pathsOf = (dir: string) => ({
  masterKey: join(dir, 'gateway/master.key'),
  lookupKey: join(dir, 'gateway/lookup.key'),
  licenceKey: join(dir, 'gateway/licence.jwk.json'),
  anchorKey: join(dir, 'gateway/anchor.jwk.json'),
  departmentKey: join(dir, 'gateway/department.jwk.json'),
  answerKey: join(dir, 'gateway/answer.jwk.json'),
  serviceKeys: join(dir, 'partners/service-keys.json'),
  appSecret: join(dir, 'gateway/wechat-app-secret'),
  merchantKey: join(dir, 'gateway/wechat-pay-merchant-key.pem'),
  apiV3Key: join(dir, 'gateway/wechat-pay-api-v3.key'),
  publicKey: join(dir, 'gateway/wechat-pay-public-key.pem'),
  platformCertificate: join(dir, 'gateway/wechat-pay-platform-certificate.pem'),
  smsKey: join(dir, 'gateway/sms.key'),
  postKey: join(dir, 'gateway/post.key'),
  staffClientKey: join(dir, 'gateway/staff-client.jwk.json'),
  faceCheckKey: join(dir, 'gateway/face-check.key'),
  cardReaders: join(dir, 'gateway/card-readers.json'),
  noticeTemplates: join(dir, 'gateway/wechat-notice-templates.json'),
  departments: join(dir, 'gateway/departments.json'),
  partners: join(dir, 'gateway/partners.json'),
  merchantCertificate: join(dir, 'sandbox/wechat-pay-merchant-certificate.pem'),
  staffSigningKey: join(dir, 'sandbox/staff-directory-key.pem'),
  platformKey: join(dir, 'sandbox/wechat-pay-platform-key.pem'),
  publicKeyPrivateKey: join(dir, 'sandbox/wechat-pay-public-key-private.pem'),
  agreements: join(dir, 'sandbox/registers.json'),
  ofDepartment: (code: string) => join(dir, `sandbox/departments/${code}.jwk.json`),
  ofCardReader: (servicePointId: string) => join(dir, `sandbox/card-readers/${servicePointId}.jwk.json`),
  ofPartner: (partnerId: string) => join(dir, `partners/${partnerId}.jwk.json`),
});
