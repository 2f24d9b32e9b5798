// Starts everything on this machine. `npm start [-- --port 7400 --data DIR --reset]`
import './node-version.mjs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from './build.mjs';
import { takeFolder } from './data-folder.mjs';
import { install } from './install.mjs';
import { root } from './run.mjs';
import { checkPorts, startSystem } from './system.mjs';
import { bold, dim, duration, green, main, Plain, say } from './terminal.mjs';

const usage = `npm start [-- --port N --data DIR --reset]

  --port N    the first of six consecutive ports (default 7400)
  --data DIR  where the database, keys and logs are kept (default .onetrip)
  --reset     empty that folder first`;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '7400' },
        data: { type: 'string', default: join(root, '.onetrip') },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new Plain(`${error.message}\n\n${usage}`);
  }
}

/** Who to try it with: the sandbox's own stories. */
async function peopleToTry(sandboxUrl) {
  const { items } = await (await fetch(`${sandboxUrl}/people`)).json();
  return items.filter(({ story }) => story !== null).slice(0, 4);
}

/** Officers whose department decides at the desk. */
async function officersToTry(sandboxUrl) {
  const { items } = await (await fetch(`${sandboxUrl}/staff-directory/officers`)).json();
  const atDesk = ({ department, roles }) =>
    department === 'GA' && roles.some((role) => role === 'caseOfficer' || role === 'departmentLead');
  return items.filter(atDesk);
}

const row = (label, value, note = '') => say(`  ${label.padEnd(14)} ${green(value)}${note ? `  ${dim(note)}` : ''}`);

async function summary(url, folder, started) {
  say(
    `\n  ${bold('一证通办 OneTrip')} ${dim(`is running, ${duration(performance.now() - started)} after the start`)}\n`,
  );
  row('Citizen app', url.citizenApp, '市民端');
  row('Bank counter', url.bank, '银行网点');
  row('Car dealer', url.dealer, '4S 店');
  row('Desk', url.desk, '部门办件台');
  row('Phone', `${url.sandbox}/phone`, 'read SMS codes, scan and pay: a simulated phone');
  row('Documentation', `${url.gateway}/docs/`, '文档');
  say(`\n  ${bold('People to try it with')} ${dim('– all invented')}`);
  for (const person of await peopleToTry(url.sandbox)) {
    say(`  ${person.name.padEnd(5, '　')} ${person.idNumber}  ${person.mobile}`);
    say(`        ${dim(person.story.en ?? person.story.zh)}`);
  }
  say(`\n  ${bold('Officers for the desk')} ${dim('– all invented; chosen on the staff directory’s page')}`);
  for (const officer of await officersToTry(url.sandbox)) say(`  ${officer.name.padEnd(5, '　')} ${dim(officer.note)}`);
  say(`\n  ${dim(`Data and logs: ${folder}`)}`);
  say(`  ${dim('Ctrl-C stops everything.')}\n`);
}

await main(async () => {
  const { port, data, reset, help } = options();
  if (help) {
    say(usage);
    return;
  }
  const started = performance.now();
  await checkPorts(Number(port));
  const { folder, release } = takeFolder(data, { reset });
  process.on('exit', release);
  const stopAsked = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve(signal));
  });
  let system;
  const bringUp = async () => {
    say(`\n  ${bold('OneTrip')}\n`);
    await install();
    await buildAll({ only: ['sdk', 'sandbox', 'gateway', 'citizen app, H5', 'desk', 'documentation'] });
    system = await startSystem({ port: Number(port), folder });
  };
  // A stop while something is still being installed or built leaves at once; children follow their parent.
  if ((await Promise.race([bringUp(), stopAsked])) !== undefined) process.exit(130);
  await summary(system.url, folder, started);
  const ended = system.services.map(async (service) => service.epitaph());
  const reason = await Promise.race([stopAsked, ...ended]);
  say(dim('\n  stopping …'));
  await system.stop();
  if (!/^SIG/.test(reason)) throw new Plain(`${reason}\n  Everything else was stopped too.`);
  say(dim('  stopped.'));
});
