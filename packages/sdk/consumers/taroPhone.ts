// The compiled Taro app on a phone without anything a browser has: `node taroPhone.mjs FOLDER`.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { launch } from '../../miniprogram/harness/miniProgram.ts';

/** Of `scenario.cjs`, which every consumer is run against. */
interface Scenario {
  startServer(): Promise<{ readonly url: string; close(): void }>;
}

const { startServer } = createRequire(import.meta.url)('./scenario.cjs') as Scenario;
const server = await startServer();
const app = await launch(
  { gatewayUrl: server.url, storage: new Map(), login: async () => 'code', requestPayment: async () => false },
  process.argv[2],
);
await app.tap('ask');
await app.read('/v1/matters/HZ-GA-041');
await app.tap('file');
await app.read('paper_required 需要材料');
const [asked, filed] = app.requests;
assert.equal(asked?.headers.Authorization, undefined);
assert.equal(filed?.headers.Authorization, 'Bearer session-token');
assert.match(filed?.headers['Idempotency-Key'] ?? '', /^[0-9a-f-]{36}$/);
assert.deepEqual(app.warnings, []);
app.kill();
server.close();
console.log('Taro: done');
process.exit(0);
