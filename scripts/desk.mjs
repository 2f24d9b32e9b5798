// The desk as a process: serves the built page. PORT, ONETRIP_GATEWAY_URL.
import { serveDesk } from '../packages/desk/serve.mjs';

const { PORT, ONETRIP_GATEWAY_URL } = process.env;

const desk = await serveDesk({ port: Number(PORT), gatewayUrl: ONETRIP_GATEWAY_URL });
process.once('SIGTERM', () => desk.close());
process.once('SIGINT', () => desk.close());
