// The first journey, whole, on both databases: a residence permit, a driving licence, a car registered at the dealer's.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PrivateJwk } from '@onetrip/sdk/partner';
import { runJourney } from './journey/journey.ts';
import { expectNoIdentityNumbers } from './support/identity.ts';
import { databases, type System, startSystem } from './support/system.ts';

describe.each(databases)('the journey on %s', (database) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ database });
  });
  afterAll(() => system.close());

  test('goes from search to licence for every matter, step by step', async () => {
    const { dealer } = system.partners;
    const report = await runJourney({
      gatewayUrl: system.gatewayUrl,
      sandboxUrl: system.sandboxUrl,
      dealer: {
        privateKey: dealer.privateKey as PrivateJwk,
        serviceKeys: dealer.serviceKeys,
        servicePointId: dealer.servicePoints[0]?.servicePointId ?? '',
        origin: dealer.origins[0] ?? '',
      },
    });
    expect(report.steps.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    for (const matter of ['HZ-GA-041', 'HZ-JJ-026', 'HZ-JJ-001']) {
      expect(report.steps.filter((step) => step.matter === matter).length).toBeGreaterThanOrEqual(8);
    }
    await expectNoIdentityNumbers(system);
  }, 120_000);
});
