// What an app bundles: the client it uses, and nothing it does not.
import { Applications, createClient, Matters } from '@onetrip/sdk/core';
import { fetchTransport } from '@onetrip/sdk/fetch';

const client = createClient({
  baseUrl: globalThis.serviceUrl,
  transport: fetchTransport(),
  resources: { matters: Matters, applications: Applications },
});

globalThis.found = client.matters.get('HZ-GA-041');
