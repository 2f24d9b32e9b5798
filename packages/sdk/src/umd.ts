// All a host page needs from one script tag: the client and <onetrip-service-point>, as the global `OneTrip`.
export * from './embed/index.ts';
export * from './index.ts';
