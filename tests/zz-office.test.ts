import { test } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { filingOf } from './support/filing.ts';
import { startSystem } from './support/system.ts';
test('x', async () => {
  const system = await startSystem();
  const client = system.client();
  const { client: citizen } = await system.signedIn('王思远');
  await system.phone.switch('RS', { slowMs: 1500 });
  const filed = await citizen.applications.create(await filingOf(citizen, 'HZ-GA-041'));
  if (process.env.PUB) {
    const office = await system.officer('reformOffice');
    const { items } = await office.publications.list({ limit: 1 });
    const { version, ...matter } = await client.matters.get('HZ-GA-041');
    const paper = matter.materials.find(({ kind, ending }) => kind === 'paper' && ending === 'shared');
    process.stderr.write(`drop ${paper?.id}\n`);
    await office.publications.create({ base: items[0]!.publicationId, reason: 'xx', changes: [{ matterId: 'HZ-GA-041', matter: { ...matter, materials: matter.materials.filter(({ id }) => id !== paper?.id) } }] });
  }
  await system.phone.allWell();
  for (let i = 0; i < 20; i++) { await wait(1000); const a = await citizen.applications.get(filed.applicationId); process.stderr.write(`${i} ${a.state} ${a.papers.map((p) => `${p.materialId}:${p.status}`)}\n`); if (a.state === 'delivered') break; }
  const ev = await citizen.applications.events(filed.applicationId);
  process.stderr.write(JSON.stringify(ev.items?.map((e: any) => [e.type, e.at]) ?? ev) + '\n');
  process.stderr.write(system.traces().split('\n').filter((l) => /"level":(40|50)/.test(l)).slice(0, 10).join('\n'));
  await system.close();
}, 90000);
