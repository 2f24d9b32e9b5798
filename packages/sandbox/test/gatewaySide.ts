// The gateway's and the merchant's side of the protocols, written from the standards with node:crypto alone.
import {
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  type JsonWebKey,
  randomUUID,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProvisionedCity, provisionCity, type Sandbox, type SandboxOptions, startSandbox } from '../src/index.ts';

/** A sandbox in a folder of its own. */
export async function startCity(options: Partial<SandboxOptions> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'onetrip-sandbox-'));
  const city = await provisionCity({ dir });
  const sandbox = await startSandbox({
    ...city.sandbox,
    caseDelayMs: 60,
    notificationDelaysMs: [20, 40, 80, 160],
    ...options,
  });
  return {
    city,
    sandbox,
    stop: async () => {
      await sandbox.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const digest = (body: string): string => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

/** What a test may spoil in a signed request. */
export type Spoiling = {
  createdAgo?: number;
  lifetime?: number;
  nonce?: string;
  tag?: string;
  keyId?: string;
  leaveOut?: string;
  sentBody?: string;
};

/** A request signed by RFC 9421 as the profile has it. */
export async function signedHeaders(
  city: ProvisionedCity,
  method: string,
  url: string,
  body: string,
  write: boolean,
  spoil: Spoiling = {},
) {
  const jwk: JsonWebKey & { kid: string } = JSON.parse(
    await readFile(String(city.gatewayEnv.ONETRIP_DEPARTMENT_KEY_FILE), 'utf8'),
  );
  const { pathname, search } = new URL(url);
  const headers: Record<string, string> = { 'content-digest': digest(body), 'request-id': randomUUID() };
  if (write) headers['idempotency-key'] = randomUUID();
  const values: Record<string, string> = { '@method': method, '@path': pathname, '@query': search || '?', ...headers };
  const covered = Object.keys(values).filter((name) => name !== spoil.leaveOut);
  const created = Math.floor(Date.now() / 1000) - (spoil.createdAgo ?? 0);
  const parameters = `(${covered.map((name) => `"${name}"`).join(' ')});created=${created};expires=${created + (spoil.lifetime ?? 300)};nonce="${spoil.nonce ?? randomUUID()}";keyid="${spoil.keyId ?? jwk.kid}";alg="ed25519";tag="${spoil.tag ?? 'onetrip'}"`;
  const base = [...covered.map((name) => `"${name}": ${values[name]}`), `"@signature-params": ${parameters}`].join(
    '\n',
  );
  const signature = sign(null, Buffer.from(base), createPrivateKey({ key: jwk, format: 'jwk' })).toString('base64');
  return { ...headers, 'signature-input': `onetrip=${parameters}`, signature: `onetrip=:${signature}:` };
}

/** Asks a department; the answer comes with whether its signature holds. */
export async function askDepartment(
  { city, sandbox }: { city: ProvisionedCity; sandbox: Sandbox },
  method: 'GET' | 'POST',
  path: string,
  body: unknown,
  spoil: Spoiling = {},
) {
  const code = path.split('/')[0] as string;
  const url = `${sandbox.url}/departments/${path}`;
  const sent = body === undefined ? '' : JSON.stringify(body);
  const headers: Record<string, string> = await signedHeaders(
    city,
    method,
    url,
    sent,
    method === 'POST' && /\/(cases|batches|withdrawal)$/.test(path),
    spoil,
  );
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(sent ? { 'content-type': 'application/json' } : {}) },
    ...(sent ? { body: spoil.sentBody ?? sent } : {}),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text ? JSON.parse(text) : null,
    signed: await answerIsSigned(city, code, response, text, headers['request-id'] as string),
  };
}

async function answerIsSigned(
  city: ProvisionedCity,
  code: string,
  response: Response,
  text: string,
  requestId: string,
): Promise<boolean> {
  const departments: { code: string; keyId: string; publicKey: JsonWebKey }[] = JSON.parse(
    await readFile(String(city.gatewayEnv.ONETRIP_DEPARTMENTS_FILE), 'utf8'),
  );
  const department = departments.find((one) => one.code === code);
  const input = response.headers.get('signature-input')?.match(/^onetrip=(\((.*?)\).*)$/);
  const signature = response.headers.get('signature')?.match(/^onetrip=:(.*):$/)?.[1];
  if (!department || !input?.[1] || !input[2] || !signature) return false;
  if (input[2] !== '"@status" "content-digest" "request-id"' || !input[1].includes(`keyid="${department.keyId}"`))
    return false;
  if (response.headers.get('content-digest') !== digest(text) || response.headers.get('request-id') !== requestId)
    return false;
  const base = `"@status": ${response.status}\n"content-digest": ${digest(text)}\n"request-id": ${requestId}\n"@signature-params": ${input[1]}`;
  return verify(
    null,
    Buffer.from(base),
    createPublicKey({ key: department.publicKey, format: 'jwk' }),
    Buffer.from(signature, 'base64'),
  );
}

/** The merchant: signs requests, verifies answers and notifications, opens what is encrypted. */
export async function makeMerchant(city: ProvisionedCity, sandbox: Sandbox) {
  const key = await readFile(String(city.gatewayEnv.WECHAT_PAY_MERCHANT_KEY_FILE), 'utf8');
  const apiV3Key = await readFile(String(city.gatewayEnv.WECHAT_PAY_API_V3_KEY_FILE), 'utf8');
  const { merchantId, merchantSerial, publicKeyId, publicKeyPrivateKey, platformCertificate } = city.sandbox.wechatPay;
  const platformSerial = new X509Certificate(platformCertificate).serialNumber;
  const platformKeys: Record<string, string> = {
    [publicKeyId]: createPublicKey(publicKeyPrivateKey).export({ type: 'spki', format: 'pem' }).toString(),
    [platformSerial]: platformCertificate,
  };
  const rsa = (message: string): string => createSign('RSA-SHA256').update(message).sign(key, 'base64');

  const authorize = (
    method: string,
    path: string,
    body: string,
    spoil: { secondsAgo?: number; serial?: string; body?: string } = {},
  ): string => {
    const timestamp = Math.floor(Date.now() / 1000) - (spoil.secondsAgo ?? 0);
    const nonce = randomUUID().replaceAll('-', '');
    const signature = rsa(`${method}\n${path}\n${timestamp}\n${nonce}\n${spoil.body ?? body}\n`);
    return `WECHATPAY2-SHA256-RSA2048 mchid="${merchantId}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${spoil.serial ?? merchantSerial}"`;
  };

  /** Under which serial a message is signed; null where the signature does not hold. */
  const signedBy = (headers: Headers | IncomingHttpHeaders, body: string): string | null => {
    const get = (name: string): string =>
      headers instanceof Headers ? (headers.get(name) ?? '') : String(headers[name] ?? '');
    const serial = get('wechatpay-serial');
    const message = `${get('wechatpay-timestamp')}\n${get('wechatpay-nonce')}\n${body}\n`;
    const platformKey = platformKeys[serial];
    if (!platformKey) return null;
    return createVerify('RSA-SHA256').update(message).verify(platformKey, get('wechatpay-signature'), 'base64')
      ? serial
      : null;
  };

  const open = ({
    ciphertext,
    nonce,
    associated_data,
  }: {
    ciphertext: string;
    nonce: string;
    associated_data: string;
  }): string => {
    const bytes = Buffer.from(ciphertext, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', apiV3Key, nonce);
    decipher.setAAD(Buffer.from(associated_data)).setAuthTag(bytes.subarray(bytes.length - 16));
    return decipher.update(bytes.subarray(0, bytes.length - 16), undefined, 'utf8') + decipher.final('utf8');
  };

  const call = async (
    method: 'GET' | 'POST',
    path: string,
    content?: unknown,
    spoil: Parameters<typeof authorize>[3] & { wanted?: string } = {},
  ) => {
    const body = content === undefined ? '' : JSON.stringify(content);
    const fullPath = `/wechat-pay/v3/${path}`;
    const response = await fetch(sandbox.url + fullPath, {
      method,
      headers: {
        authorization: authorize(method, fullPath, body, spoil),
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(spoil.wanted ? { 'wechatpay-serial': spoil.wanted } : {}),
      },
      ...(body ? { body } : {}),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : null,
      signedBy: signedBy(response.headers, text),
    };
  };

  const order = (outTradeNo: string, notifyUrl: string, more: Record<string, unknown> = {}) => ({
    appid: city.sandbox.wechat.appId,
    mchid: merchantId,
    description: '机动车驾驶证工本费',
    out_trade_no: outTradeNo,
    notify_url: notifyUrl,
    amount: { total: 1000, currency: 'CNY' },
    ...more,
  });

  return { call, order, open, signedBy, rsa, publicKeyId, platformSerial };
}

/** A merchant's door for notifications: keeps what comes and answers as told. */
export async function listenForNotifications(answers: number[] = []) {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(answers[received.length - 1] ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notifications`,
    received,
    /** Resolves when so many have come. */
    count: async (wanted: number) => {
      for (let tries = 0; received.length < wanted; tries += 1) {
        if (tries > 500) throw new Error(`${received.length} of ${wanted} notifications came`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
