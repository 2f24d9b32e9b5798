// The guide for car dealers as one program: a session for one car, and what the citizen lets the shop know afterwards.
// #region client
import { readFileSync } from 'node:fs';
import { createPartnerClient } from '@onetrip/sdk/partner';

const fileOf = (variable: string) => JSON.parse(readFileSync(process.env[variable] ?? '', 'utf8'));

const partner = createPartnerClient({
  baseUrl: process.env.ONETRIP_URL ?? 'http://127.0.0.1:7400',
  privateKey: fileOf('ONETRIP_PRIVATE_KEY_FILE'),
  serviceKeys: fileOf('ONETRIP_SERVICE_KEYS_FILE'),
});

// #endregion
import { fileAtCounter } from './counter.ts';
import { personCalled } from './sandbox.ts';

const buyer = await personCalled('周晓岚');
const sold = buyer.vehicles.find(({ plateNumber }) => plateNumber === null);

// #region session
const session = await partner.embedSessions.create({
  servicePointId: 'SP0130',
  operator: { id: 'S07', name: '周远' },
  origin: process.env.ONETRIP_PAGE_ORIGIN ?? 'http://127.0.0.1:7403',
  matters: ['HZ-JJ-001'], // this session registers a car, and does nothing else
  context: { vin: sold?.vin ?? '' }, // fills in the form; never anything about the buyer
});
console.log('a frame of the service:', new URL(session.frameUrl).pathname);
// #endregion

const applicationId = await fileAtCounter(session.clientToken, buyer.name, 'HZ-JJ-001', ['handOverProgress']);

// #region handOvers
const mine = await partner.handOvers.list().toArray({ limit: 100 });
for (const { matterId, licences } of mine) console.log(matterId, licences === null ? 'without licences' : 'with them');
// #endregion
console.log(
  'the case filed:',
  mine.some((one) => one.applicationId === applicationId),
);
