// The citizen app as a process: serves the built H5. PORT, ONETRIP_GATEWAY_URL, ONETRIP_FRAME_ANCESTORS (comma separated).
import { serveCitizenApp } from '../packages/miniprogram/serve.mjs';

const { PORT, ONETRIP_GATEWAY_URL, ONETRIP_FRAME_ANCESTORS } = process.env;

const app = await serveCitizenApp({
  port: Number(PORT),
  gatewayUrl: ONETRIP_GATEWAY_URL,
  frameAncestors: ONETRIP_FRAME_ANCESTORS.split(','),
});
process.once('SIGTERM', () => app.close());
process.once('SIGINT', () => app.close());
