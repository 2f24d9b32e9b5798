// Threat: what only officers may do is offered in a citizen's app.
import { expect, test } from '@jest/globals';
import { operationIds, routes } from '@onetrip/shared/routes';
import { createClient } from '../src/index.ts';

test('the citizens’ client has no operation of officers', () => {
  const client = createClient({ baseUrl: 'https://api.example' });
  // @ts-expect-error: officers sign in by `@onetrip/sdk/office`
  expect(client.officers).toBeUndefined();
  const ofOfficers = operationIds.filter((id) => routes[id].access === 'officer');
  expect(ofOfficers.length).toBeGreaterThan(0);
  for (const id of ofOfficers) {
    const [resource = '', verb = ''] = id.split('.');
    expect((client as unknown as Record<string, Record<string, unknown>>)[resource]?.[verb]).toBeUndefined();
  }
});
