// Importing this makes <onetrip-service-point> known to the browser.
import { defineServicePoint } from './servicePoint.ts';

export type { HostSession } from './hostSession.ts';
export type { FailureReason } from './notice.ts';
export type { ApplicationNotice } from './protocol.ts';
export { defineServicePoint, type ElementBase, OneTripServicePoint } from './servicePoint.ts';

defineServicePoint();
