// A provisioned folder: made once, private, and enough to start from.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { provisionCity, readCity, startSandbox } from '../src/index.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'onetrip-city-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('provisioning a city', () => {
  test('keeps the keys and follows the addresses', async () => {
    const first = await provisionCity({ dir });
    const second = await provisionCity({ dir, urls: { sandbox: 'http://127.0.0.1:9999' } });
    expect(second.sandbox).toEqual(first.sandbox);
    expect(second.partners).toEqual(first.partners);
    expect(second.gatewayEnv.WECHAT_PAY_URL).toBe('http://127.0.0.1:9999/wechat-pay');
    const departments = JSON.parse(await readFile(String(second.gatewayEnv.ONETRIP_DEPARTMENTS_FILE), 'utf8'));
    expect(departments).toHaveLength(44);
    expect(departments[0]).toMatchObject({ code: 'GA', url: 'http://127.0.0.1:9999/departments/GA', cases: true });
    expect(departments[0].publicKey).not.toHaveProperty('d');
  });

  test('two processes at once make one city', async () => {
    const other = join(dir, 'at-once');
    const [one, two] = await Promise.all([provisionCity({ dir: other }), provisionCity({ dir: other })]);
    expect(one).toEqual(two);
  });

  test('every file named for the gateway is there and readable by its owner only', async () => {
    const { gatewayEnv } = await provisionCity({ dir });
    const files = Object.entries(gatewayEnv).filter(([name]) => name.endsWith('_FILE'));
    expect(files.length).toBeGreaterThanOrEqual(10);
    for (const [, path] of files) expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('names the certificate instead of the public key when that is how payments are verified', async () => {
    const { gatewayEnv } = await provisionCity({ dir, wechatPayVerification: 'platformCertificate' });
    expect(gatewayEnv).toHaveProperty('WECHAT_PAY_PLATFORM_CERTIFICATE_FILE');
    expect(gatewayEnv).not.toHaveProperty('WECHAT_PAY_PUBLIC_KEY_ID');
  });

  test('a sandbox starts from the folder alone; a folder that is no city is named', async () => {
    await provisionCity({ dir });
    const sandbox = await startSandbox(await readCity(dir));
    const { items } = await (await fetch(`${sandbox.url}/people`)).json();
    expect(items.length).toBeGreaterThanOrEqual(45);
    await sandbox.close();
    await expect(readCity(tmpdir())).rejects.toThrow('no provisioned city');
  });
});
