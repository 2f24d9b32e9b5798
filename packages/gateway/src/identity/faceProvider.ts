// The provider of face checks: 腾讯云 人脸核身 (faceid 2018-03-01) by its published protocol, signed with TC3-HMAC-SHA256.
import { createHash, createHmac } from 'node:crypto';
import type { FaceMeasurement } from '@onetrip/shared/rules';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { FaceCheckConfig } from '../config/index.ts';
import { ProblemError } from '../http/problem.ts';
import { jsonIn } from '../jsonIn.ts';
import type { Identity } from './citizens.ts';

/** The provider. Each call throws ProblemError `face_check_unavailable` when it gives no answer that can be used. */
export interface FaceProvider {
  /** Opens a check of this person; the provider sends the browser back to `returnTo`. */
  begin(identity: Identity, returnTo: string): Promise<{ providerToken: string; url: string }>;
  /** What it measured. */
  measure(providerToken: string): Promise<FaceMeasurement>;
  /** The best picture of a check as a data URL; null where there is none any more. */
  frame(providerToken: string): Promise<string | null>;
}

const deadlineMs = 5_000;
const service = 'faceid';
const version = '2018-03-01';

const nullableCode = Type.Union([Type.Integer(), Type.Null()]);
const opened = Compile(Type.Object({ BizToken: Type.String({ minLength: 1 }), Url: Type.String({ format: 'uri' }) }));
const measured = Compile(
  Type.Object({
    Text: Type.Object({
      ErrCode: nullableCode,
      LiveStatus: nullableCode,
      Comparestatus: nullableCode,
      Sim: Type.Union([Type.String(), Type.Null()]),
    }),
  }),
);
const pictured = Compile(
  Type.Object({
    BestFrame: Type.Object({ BestFrame: Type.Union([Type.String({ maxLength: 4_000_000 }), Type.Null()]) }),
  }),
);

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Headers of a call, signed: content type, host and action are covered, and the body by its digest. */
function signedCall(
  { secretId, secretKey }: Pick<FaceCheckConfig, 'secretId' | 'secretKey'>,
  { host, path, action, body, at }: { host: string; path: string; action: string; body: string; at: Date },
): Record<string, string> {
  const type = 'application/json; charset=utf-8';
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const day = at.toISOString().slice(0, 10);
  const covered = 'content-type;host;x-tc-action';
  const headers = `content-type:${type}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`;
  const request = ['POST', path, '', headers, covered, digest(body)].join('\n');
  const scope = `${day}/${service}/tc3_request`;
  const toSign = ['TC3-HMAC-SHA256', timestamp, scope, digest(request)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secretKey}`, day), service), 'tc3_request');
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  return {
    authorization: `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${covered}, Signature=${signature}`,
    'content-type': type,
    'x-tc-action': action,
    'x-tc-version': version,
    'x-tc-timestamp': timestamp,
  };
}

/** Opens the way to the provider; without one, every call says that there is none. */
export function createFaceProvider(config: FaceCheckConfig | undefined, now: () => Date): FaceProvider {
  async function call(action: string, content: Record<string, string>): Promise<unknown> {
    if (!config) throw new ProblemError('face_check_unavailable');
    const url = new URL(config.url.endsWith('/') ? config.url : `${config.url}/`);
    const body = JSON.stringify({ ...content, RuleId: config.ruleId });
    const headers = signedCall(config, { host: url.host, path: url.pathname, action, body, at: now() });
    try {
      const signal = AbortSignal.timeout(deadlineMs);
      const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
      const { Response } = (jsonIn(await answer.text()) ?? {}) as { Response?: { Error?: { Code?: string } } };
      if (!answer.ok || !Response || Response.Error)
        throw new Error(`face check: ${Response?.Error?.Code ?? answer.status}`);
      return Response;
    } catch (cause) {
      throw new ProblemError('face_check_unavailable', { cause });
    }
  }
  function read<T>(form: { Check(value: unknown): value is T }, content: unknown): T {
    if (form.Check(content)) return content;
    throw new ProblemError('face_check_unavailable', { cause: new Error('face check: answered in another form') });
  }
  return {
    async begin({ name, idNumber }, returnTo) {
      const content = await call('DetectAuth', { Name: name, IdCard: idNumber, RedirectUrl: returnTo });
      const { BizToken, Url } = read(opened, content);
      return { providerToken: BizToken, url: Url };
    },
    async measure(providerToken) {
      const content = await call('GetDetectInfoEnhanced', { BizToken: providerToken, InfoType: '1' });
      const { ErrCode, LiveStatus, Comparestatus, Sim } = read(measured, content).Text;
      const likeness = Number(Sim ?? 0);
      return {
        errCode: ErrCode,
        liveStatus: LiveStatus,
        compareStatus: Comparestatus,
        likeness: likeness >= 0 && likeness <= 100 ? likeness : 0,
      };
    },
    async frame(providerToken) {
      const content = await call('GetDetectInfoEnhanced', { BizToken: providerToken, InfoType: '3' });
      const { BestFrame } = read(pictured, content).BestFrame;
      return BestFrame === null ? null : `data:image/jpeg;base64,${BestFrame}`;
    },
  };
}
