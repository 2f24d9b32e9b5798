// Several people asking at once over HTTP: each waits for his answer and asks on.
import { Agent, request } from 'node:http';

function get(url, agent) {
  return new Promise((resolve, reject) => {
    request(url, { agent }, (response) => {
      const parts = [];
      response
        .on('data', (part) => parts.push(part))
        .on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          if (response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`${url} answered ${response.statusCode}: ${text}`));
        });
    })
      .on('error', reject)
      .end();
  });
}

/**
 * Asks every query, so many at a time.
 * @returns for each the page and the milliseconds from sending the request to having read the answer
 */
export async function askAll(urls, clients) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const answers = new Array(urls.length);
  let next = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < urls.length) {
        const at = next;
        next += 1;
        const started = performance.now();
        const page = await get(urls[at], agent);
        answers[at] = { page, time: performance.now() - started };
      }
    }),
  );
  agent.destroy();
  return answers;
}

/** The middle, the 99th hundredth and the longest, in milliseconds. */
export function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part) => Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1));
  return { 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'max ms': at(1) };
}
