// Verifies the merchant's Authorization header: WECHATPAY2-SHA256-RSA2048 over method, path, time, nonce and body.
import { createPublicKey, X509Certificate } from 'node:crypto';
import type { WechatPayOptions } from '../options.ts';
import { lines, verifies } from './cryptography.ts';
import { PayProblem } from './problems.ts';

const schema = 'WECHATPAY2-SHA256-RSA2048';
const maxAgeSeconds = 300;

const refusal = (message: string): PayProblem => new PayProblem('SIGN_ERROR', message);

/** The fields of the header, in any order. */
function parse(header: string): Record<string, string> {
  const [name, rest = ''] = header.split(/\s+(.*)/s);
  if (name !== schema) throw refusal('Http头Authorization认证类型不正确');
  return Object.fromEntries([...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]));
}

/** Makes the check of one merchant's requests; it throws SIGN_ERROR (401). */
export function makeMerchantCheck(options: WechatPayOptions, now: () => number) {
  const merchantKey = createPublicKey(
    new X509Certificate(options.merchantCertificate).publicKey.export({ type: 'spki', format: 'pem' }),
  );
  return (request: { method: string; url: string; body: string; authorization: string | undefined }): void => {
    if (!request.authorization) throw refusal('Http头缺少Authorization');
    const given = parse(request.authorization);
    const { mchid, nonce_str: nonce, timestamp, serial_no: serial, signature } = given;
    if (!mchid || !nonce || !timestamp || !serial || !signature)
      throw refusal('Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》');
    if (mchid !== options.merchantId) throw refusal('商户号不存在');
    if (serial.toUpperCase() !== options.merchantSerial)
      throw refusal('商户证书序列号有误，请使用签名私钥匹配的证书序列号');
    if (!/^\d+$/.test(timestamp) || Math.abs(now() / 1000 - Number(timestamp)) > maxAgeSeconds)
      throw refusal('Http头Authorization中的timestamp与发起请求的时间不得超过5分钟');
    const message = lines(request.method, request.url, timestamp, nonce, request.body);
    if (!verifies(message, signature, merchantKey)) throw refusal('签名错误，请检查后再试');
  };
}
