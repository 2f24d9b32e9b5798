// A whole development system as processes: sandbox, gateway, citizen app, bank page, dealer page, desk, on six consecutive ports.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';
import { isFree, startService, stopServices } from './services.mjs';
import { Plain, step } from './terminal.mjs';

/** Offsets from the first port. */
const offsets = { gateway: 0, citizenApp: 1, bank: 2, dealer: 3, sandbox: 4, desk: 5 };

/** The six addresses that begin at `port`. */
export const addresses = (port) =>
  Object.fromEntries(Object.entries(offsets).map(([name, offset]) => [name, `http://127.0.0.1:${port + offset}`]));

/** Throws `Plain` naming the first busy port of the six. */
export async function checkPorts(port) {
  if (!Number.isInteger(port) || port < 1 || port > 65_530) {
    throw new Plain('--port takes a number from 1 to 65530: the first of six consecutive ports.');
  }
  for (const offset of Object.values(offsets)) {
    if (!(await isFree(port + offset))) {
      throw new Plain(`Port ${port + offset} is busy (${port} to ${port + 5} are needed); choose others with --port.`);
    }
  }
}

/**
 * Writes or reads the development city in `folder` and starts the services named in `only` (default: all).
 * Everything must be built. Throws `Plain` when one does not come up, after stopping the others.
 * @returns addresses, the running services, the city (its partners' credentials), `stop()`
 */
export async function startSystem({ port, folder, only = Object.keys(offsets), quiet = false, env = {} }) {
  const url = addresses(port);
  const { provisionCity } = await import(new URL('../packages/sandbox/dist/index.js', import.meta.url).href);
  const city = await provisionCity({ dir: join(folder, 'city'), urls: url, cases: { GA: 'undisputed' } });
  const partnerEnv = ({ privateKeyFile, serviceKeysFile, servicePoints }, page) => ({
    PORT: String(port + offsets[page]),
    ONETRIP_GATEWAY_URL: url.gateway,
    ONETRIP_CITIZEN_APP_URL: url.citizenApp,
    ONETRIP_PAGE_ORIGIN: url[page],
    ONETRIP_PRIVATE_KEY_FILE: privateKeyFile,
    ONETRIP_SERVICE_KEYS_FILE: serviceKeysFile,
    ONETRIP_SERVICE_POINT: servicePoints[0].servicePointId,
  });
  const table = {
    sandbox: {
      name: 'sandbox',
      entry: 'packages/sandbox/dist/main.js',
      env: { SANDBOX_PORT: String(port + offsets.sandbox), SANDBOX_CITY: join(folder, 'city') },
      probe: `${url.sandbox}/people`,
    },
    gateway: {
      name: 'gateway',
      entry: 'packages/gateway/dist/main.js',
      env: {
        ...city.gatewayEnv,
        ONETRIP_PORT: String(port + offsets.gateway),
        ONETRIP_DATA: join(folder, 'database'),
        // Nobody waits a minute for the next code on his own machine.
        ONETRIP_CODE_RESEND_SECONDS: '5',
      },
      probe: `${url.gateway}/health/ready`,
    },
    citizenApp: {
      name: 'citizen app',
      entry: 'scripts/citizen-app.mjs',
      env: {
        PORT: String(port + offsets.citizenApp),
        ONETRIP_GATEWAY_URL: url.gateway,
        ONETRIP_FRAME_ANCESTORS: `${url.bank},${url.dealer}`,
      },
    },
    desk: {
      name: 'desk',
      entry: 'scripts/desk.mjs',
      env: { PORT: String(port + offsets.desk), ONETRIP_GATEWAY_URL: url.gateway },
    },
    bank: { name: 'bank page', entry: 'examples/bank-branch/server.mjs', env: partnerEnv(city.partners.bank, 'bank') },
    dealer: {
      name: 'dealer page',
      entry: 'examples/car-dealer/server.mjs',
      env: partnerEnv(city.partners.dealer, 'dealer'),
    },
  };
  const services = [];
  const start = (key) => async () => {
    const { name, entry, env: own, probe } = table[key];
    if (!existsSync(join(root, entry))) throw new Plain(`${entry} is missing: run \`npm run build\`.`);
    const log = join(folder, 'logs', `${name.replaceAll(' ', '-')}.log`);
    const service = startService({ name, entry, env: { ...own, ...env }, url: url[key], probe, log });
    services.push(service);
    await service.ready();
    return url[key];
  };
  try {
    for (const key of ['sandbox', 'gateway', 'citizenApp', 'bank', 'dealer', 'desk'].filter((name) =>
      only.includes(name),
    )) {
      await (quiet ? start(key)() : step(`${table[key].name} started`, start(key)));
    }
  } catch (error) {
    await stopServices(services);
    throw error;
  }
  return { url, services, city, stop: () => stopServices(services) };
}
