// The client for officers: the reform office, departments' reporters and case officers, the operator.
import { createClient, type SessionControls, type SessionOptions } from '../core/client.ts';
import { complete } from '../core/complete.ts';
import type { Covering, OfficeOperation } from '../core/operations.ts';
import { axiosTransport } from '../transports/axios.ts';
import { OfficeAnchors } from './anchors.ts';
import { Cases } from './cases.ts';
import { Escalations } from './escalations.ts';
import { FaceReviews } from './faceReviews.ts';
import { OfficeKeys } from './keys.ts';
import { OfficeLicences } from './licences.ts';
import { Officers } from './officers.ts';
import { Publications } from './publications.ts';
import { Reform } from './reform.ts';

export * from '../public.ts';
export { type AxiosAnswer, type AxiosLike, type AxiosRequest, axiosTransport } from '../transports/axios.ts';
export type { OfficeAnchors } from './anchors.ts';
export type { Cases } from './cases.ts';
export type { Escalations } from './escalations.ts';
export type { FaceReviews } from './faceReviews.ts';
export type { OfficeKeys } from './keys.ts';
export type { OfficeLicences } from './licences.ts';
export type { Officers } from './officers.ts';
export type { Publications } from './publications.ts';
export type { Reform } from './reform.ts';

/** What an officers' client may be given. `transport`: default axios. */
export type OfficeClientOptions = SessionOptions;

/** A client of the service API for officers. Citizens' apps have none of this. */
export interface OfficeClient extends SessionControls {
  readonly officers: Officers;
  readonly licences: OfficeLicences;
  readonly anchors: OfficeAnchors;
  readonly keys: OfficeKeys;
  readonly cases: Cases;
  readonly escalations: Escalations;
  readonly faceReviews: FaceReviews;
  readonly publications: Publications;
  readonly reform: Reform;
}

const resources = {
  officers: Officers,
  licences: OfficeLicences,
  anchors: OfficeAnchors,
  keys: OfficeKeys,
  cases: Cases,
  escalations: Escalations,
  faceReviews: FaceReviews,
  publications: Publications,
  reform: Reform,
};

/**
 * Makes an officers' client, for Node or a browser.
 * @throws {TypeError} when `baseUrl` is no http(s) URL, or a partner's key is given
 * @example
 * const office = createOfficeClient({ baseUrl: 'https://api.example.gov.cn' });
 * const { address, state } = await office.officers.beginSignIn({ redirectAddress });
 * // … the browser goes to `address` and comes back to `redirectAddress` with a `code` …
 * office.setToken((await office.officers.signIn({ code, state })).token);
 */
export function createOfficeClient(options: OfficeClientOptions): OfficeClient {
  const { transport = axiosTransport() } = options;
  const client = createClient({ ...options, ...complete(options), transport, resources });
  return client satisfies Covering<OfficeOperation>;
}
