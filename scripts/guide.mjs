// Runs the program of a guide against the system that `npm start` runs. `npm run --silent guide -- NAME [--port N --data DIR]`
import './node-version.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { guides, runGuide } from './docs/running.mjs';
import { install } from './install.mjs';
import { root } from './run.mjs';
import { addresses } from './system.mjs';
import { main, Plain } from './terminal.mjs';

const usage = `npm run --silent guide -- NAME [--port N --data DIR]

  NAME        ${guides.join(', ')}
  --port N    the first port \`npm start\` was given (default 7400)
  --data DIR  its folder (default .onetrip)`;

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '7400' }, data: { type: 'string', default: join(root, '.onetrip') } },
  });
  const [name] = positionals;
  if (!guides.includes(name)) throw new Plain(usage);
  return { ...values, name };
}

await main(async () => {
  const { name, port, data } = options();
  const url = addresses(Number(port));
  const partners = join(data, 'city/partners');
  if (!existsSync(partners)) throw new Plain('There is no system to run it against: start one with `npm start`.');
  await install();
  const partner = name === 'dealer' ? 'dealer' : 'bank';
  const { code, output } = await runGuide(name, {
    ONETRIP_URL: url.gateway,
    ONETRIP_SANDBOX_URL: url.sandbox,
    ONETRIP_PRIVATE_KEY_FILE: join(partners, `${partner}-demo.jwk.json`),
    ONETRIP_SERVICE_KEYS_FILE: join(partners, 'service-keys.json'),
    ONETRIP_PAGE_ORIGIN: url[partner],
  });
  process.stdout.write(output);
  process.exitCode = code;
});
