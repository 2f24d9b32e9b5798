// The sandbox as a process. SANDBOX_CITY: the provisioned folder; SANDBOX_PORT (default 8104), SANDBOX_HOST (127.0.0.1), SANDBOX_SEED.
import { readCity } from './provision/city.ts';
import { startSandbox } from './sandbox.ts';

const {
  SANDBOX_CITY,
  SANDBOX_PORT = '8104',
  SANDBOX_HOST,
  SANDBOX_SEED = '1',
  SANDBOX_CASE_DELAY_MS = '1000',
  SANDBOX_ANSWER_DELAY_MS = '1500',
} = process.env;

async function main(): Promise<void> {
  if (!SANDBOX_CITY) throw new Error('SANDBOX_CITY names the provisioned folder; it is not set.');
  const sandbox = await startSandbox({
    ...(await readCity(SANDBOX_CITY)),
    ...(SANDBOX_HOST ? { host: SANDBOX_HOST } : {}),
    port: Number(SANDBOX_PORT),
    seed: Number(SANDBOX_SEED),
    caseDelayMs: Number(SANDBOX_CASE_DELAY_MS),
    answerDelayMs: Number(SANDBOX_ANSWER_DELAY_MS),
  });
  process.stdout.write(`sandbox listening on ${sandbox.url}\n`);
  const stop = (): void => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
