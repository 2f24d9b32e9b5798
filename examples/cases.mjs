// The partner's own cases: a webhook says that one has moved, and what may be known of it now is asked. Only cases whose
// citizens consented are ever told; one who withdraws his consent is gone from the next answer.
import { nodeWebhooks } from '@onetrip/sdk/partner';

/** Asked again after this time even when no webhook came, in milliseconds: nobody tells of a consent that ended. */
const freshMs = 30_000;
/** As many as the page shows. */
const shown = 8;

/**
 * Asks to be told at `url`, anew at each start: a secret is shown once, and an example keeps nothing on disk.
 * Returns what takes the webhooks, and the cases, the latest change first.
 */
export async function followCases(partner, url) {
  const { items } = await partner.webhookEndpoints.list();
  for (const { endpointId } of items.filter((known) => known.url === url)) {
    await partner.webhookEndpoints.delete(endpointId);
  }
  const { secret } = await partner.webhookEndpoints.create({ url });
  let askedAt = 0;
  let cases = [];
  const receive = nodeWebhooks({
    secrets: secret,
    // Taken twice or out of order, it says the same: ask.
    onMessage: () => {
      askedAt = 0;
    },
    onRefused: (error) => console.error(`webhook refused: ${error.code ?? error.message}`),
  });
  async function latest() {
    if (Date.now() - askedAt < freshMs) return cases;
    askedAt = Date.now();
    const handed = await partner.handOvers.list({ limit: shown });
    cases = handed.items.map(({ acceptanceNumber, state, updatedAt, licences }) => ({
      acceptanceNumber,
      state,
      at: updatedAt,
      licences,
    }));
    return cases;
  }
  return { receive, latest };
}
