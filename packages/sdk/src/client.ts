// The citizens' client: every resource of theirs, over whatever transport it is given.
import { createClient, type SessionControls, type SessionOptions } from './core/client.ts';
import { complete } from './core/complete.ts';
import type { CitizenOperation, Covering } from './core/operations.ts';
import type { Transport } from './core/transport.ts';
import { Anchors } from './resources/anchors.ts';
import { Applications } from './resources/applications.ts';
import { Batches } from './resources/batches.ts';
import { Bills } from './resources/bills.ts';
import { Delegations } from './resources/delegations.ts';
import { Deliveries } from './resources/deliveries.ts';
import { Drafts } from './resources/drafts.ts';
import { EmbedSessions } from './resources/embedSessions.ts';
import { Identity } from './resources/identity.ts';
import { Insights } from './resources/insights.ts';
import { Keys } from './resources/keys.ts';
import { Licences } from './resources/licences.ts';
import { Matters } from './resources/matters.ts';
import { Notices } from './resources/notices.ts';
import { Payments } from './resources/payments.ts';
import { Plates } from './resources/plates.ts';
import { Privacy } from './resources/privacy.ts';
import { ServicePoints } from './resources/servicePoints.ts';
import { Uploads } from './resources/uploads.ts';
import {
  type ApplicationWaiting,
  type PaymentWaiting,
  waitForApplication,
  waitForPayment,
} from './resources/waiting.ts';

/** What a citizen's client may be given. */
export type ClientOptions = SessionOptions;

/** A client of the service API, for citizens' apps and frames. */
export interface Client extends SessionControls {
  readonly matters: Matters;
  readonly servicePoints: ServicePoints;
  readonly applications: Applications & ApplicationWaiting;
  readonly drafts: Drafts;
  readonly uploads: Uploads;
  readonly bills: Bills;
  readonly payments: Payments & PaymentWaiting;
  readonly deliveries: Deliveries;
  readonly notices: Notices;
  readonly licences: Licences;
  readonly anchors: Anchors;
  readonly keys: Keys;
  readonly identity: Identity;
  readonly privacy: Privacy;
  readonly delegations: Delegations;
  readonly insights: Insights;
  readonly batches: Batches;
  readonly plates: Plates;
  readonly embedSessions: EmbedSessions;
}

const resources = {
  matters: Matters,
  servicePoints: ServicePoints,
  applications: Applications,
  drafts: Drafts,
  uploads: Uploads,
  bills: Bills,
  payments: Payments,
  deliveries: Deliveries,
  notices: Notices,
  licences: Licences,
  anchors: Anchors,
  keys: Keys,
  identity: Identity,
  privacy: Privacy,
  delegations: Delegations,
  insights: Insights,
  batches: Batches,
  plates: Plates,
  embedSessions: EmbedSessions,
};

/**
 * Makes a citizen's client over a transport.
 * @throws {TypeError} when `baseUrl` is no http(s) URL, or a partner's key is given
 */
export function createClientOver(transport: Transport, options: ClientOptions): Client {
  const client = createClient({ ...options, ...complete(options), transport, resources });
  const { applications, payments } = client satisfies Covering<CitizenOperation>;
  const filed: ApplicationWaiting = { waitFor: (id, given) => waitForApplication(client, id, given) };
  const paid: PaymentWaiting = { waitFor: (id, given) => waitForPayment(client, id, given) };
  return Object.assign(client, {
    applications: Object.assign(applications, filed),
    payments: Object.assign(payments, paid),
  });
}
