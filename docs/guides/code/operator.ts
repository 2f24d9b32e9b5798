// The guide for operators as one program: is it well, who signs, is the past as it was.
// #region health
const gateway = process.env.ONETRIP_URL ?? 'http://127.0.0.1:7400';
const ready = await fetch(`${gateway}/health/ready`);
console.log('ready:', ready.status);

// #endregion

// #region client
import { createOfficeClient } from '@onetrip/sdk/office';

const office = createOfficeClient({ baseUrl: gateway, language: 'en' });

// #endregion
import { chooseOfficer } from './sandbox.ts';

// #region signIn
const redirectAddress = process.env.ONETRIP_STAFF_REDIRECT ?? 'http://127.0.0.1:7499/signed-in';
const { address, state } = await office.officers.beginSignIn({ redirectAddress });
const back = await chooseOfficer(address, 'S1901'); // his browser goes to `address`, and comes back
const { token, officer } = await office.officers.signIn({ code: back.searchParams.get('code') ?? '', state });
office.setToken(token);
console.log('roles:', officer.roles.join(', '));
// #endregion

// #region keys
const { signingKeys, masterKeys } = await office.keys.status();
console.log('keys that sign:', [...new Set(signingKeys.map(({ purpose }) => purpose))].sort().join(', '));
console.log('master keys in use:', masterKeys.filter(({ current }) => current).length);

await office.keys.rotate({ purpose: 'licence', overlapSeconds: 0 });
const after = await office.keys.status();
console.log('one more than before:', after.signingKeys.length === signingKeys.length + 1);
// #endregion

// #region past
const { firstBroken } = await office.publications.audit();
console.log('broken publications:', firstBroken ?? 'none');
const { anchorNumber } = await office.anchors.create();
console.log('anchored:', anchorNumber > 0);
// #endregion
