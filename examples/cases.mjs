// The partner's own cases, as webhooks tell of them: verified, each message taken once, the latest state of each kept.
import { nodeWebhooks } from '@onetrip/sdk/partner';

/**
 * Asks to be told at `url`, anew at each start: a secret is shown once, and an example keeps nothing on disk.
 * Returns what takes the webhooks, and the cases, the latest first.
 */
export async function followCases(partner, url) {
  const { items } = await partner.webhookEndpoints.list();
  for (const { endpointId } of items.filter((known) => known.url === url)) {
    await partner.webhookEndpoints.delete(endpointId);
  }
  const { secret } = await partner.webhookEndpoints.create({ url });
  const seen = new Set();
  const cases = new Map();
  const receive = nodeWebhooks({
    secrets: secret,
    onMessage({ id, event: { timestamp, data } }) {
      if (seen.has(id)) return;
      seen.add(id);
      const { acceptanceNumber, seq, state } = data;
      // Messages may come out of order; the highest number is the latest.
      if (seq > (cases.get(acceptanceNumber)?.seq ?? 0)) {
        cases.set(acceptanceNumber, { acceptanceNumber, seq, state, at: timestamp });
      }
    },
    onRefused: (error) => console.error(`webhook refused: ${error.code ?? error.message}`),
  });
  const latest = () => [...cases.values()].sort((a, b) => b.at.localeCompare(a.at)).slice(0, 8);
  return { receive, latest };
}
