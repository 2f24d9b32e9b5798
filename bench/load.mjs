// A small closed-loop load: so many connections, each asking again as soon as it is answered.
import { Agent, request } from 'node:http';

/**
 * Asks `url` for `seconds` over `connections` kept-alive connections.
 * @returns answers a second, and the times of answers in milliseconds at the 50th and 95th hundredth
 */
export async function load(url, { seconds = 4, connections = 16 } = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times = [];
  const ask = () =>
    new Promise((resolve, reject) => {
      const started = performance.now();
      request(url, { agent }, (response) => {
        response.resume().on('end', () => {
          if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
          times.push(performance.now() - started);
          resolve();
        });
      })
        .on('error', reject)
        .end();
    });
  const started = performance.now();
  const until = started + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) await ask();
    }),
  );
  const elapsed = (performance.now() - started) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (hundredth) => times[Math.min(times.length - 1, Math.floor((times.length * hundredth) / 100))];
  return { perSecond: times.length / elapsed, p50: at(50), p95: at(95) };
}
