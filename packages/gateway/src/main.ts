// The gateway's process: reads the environment, starts, and stops in order when told to.
import { env, exit, stderr } from 'node:process';
import { CatalogueError } from '../catalogue/load.ts';
import { ConfigError, createGateway, readConfig } from './index.ts';
import { createLog } from './log.ts';

/** Written without what an error may carry of anybody's data, as everything else is. */
const fail = (error: unknown): never => {
  if (error instanceof ConfigError || error instanceof CatalogueError) stderr.write(`${error.message}\n`);
  else createLog('info').fatal({ err: error }, 'the gateway stops: unexpected error');
  exit(1);
};
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const gateway = await createGateway(readConfig(env)).catch(fail);
let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    gateway.close().then(() => exit(0), fail);
  });
}
