// The API report: every public type of every entry, kept in `etc/` so that a change of the API is seen in review.
// `node packages/sdk/build/apiReport.mjs` fails when it is stale, `--write` renews it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const sdk = fileURLToPath(new URL('..', import.meta.url));
const write = process.argv.includes('--write');
const entries = [
  'index',
  'wechat',
  'core',
  'fetch',
  'node',
  'outbox',
  'uploads',
  'partner',
  'testing',
  'office',
  'embed',
  'verify',
  'embed/frame',
];
const room = mkdtempSync(join(tmpdir(), 'onetrip-api-'));
const reports = join(sdk, 'etc');
mkdirSync(reports, { recursive: true });

try {
  const stale = entries.filter((entry) => !report(entry));
  if (stale.length > 0) {
    console.error(
      `The API report is stale for: ${stale.join(', ')}. Renew it: node packages/sdk/build/apiReport.mjs --write`,
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(room, { recursive: true, force: true });
}

/** Whether the entry's report says what the types say. */
function report(entry) {
  const reportFileName = `${entry.replace('/', '-')}.api.md`;
  const configObject = {
    projectFolder: sdk,
    mainEntryPointFilePath: join(sdk, 'dist', `${entry}.d.ts`),
    compiler: {
      overrideTsconfig: {
        compilerOptions: {
          target: 'es2022',
          module: 'esnext',
          moduleResolution: 'bundler',
          lib: ['es2022', 'dom'],
          types: [],
        },
        files: [join(sdk, 'dist', `${entry}.d.ts`)],
      },
    },
    apiReport: { enabled: true, reportFileName, reportFolder: reports, reportTempFolder: room },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: {
      compilerMessageReporting: { default: { logLevel: 'error' } },
      // Release tags and TSDoc's dialect are not ours; a type that is used but not exported is.
      extractorMessageReporting: {
        default: { logLevel: 'none' },
        'ae-forgotten-export': { logLevel: 'warning', addToApiReportFile: true },
      },
      tsdocMessageReporting: { default: { logLevel: 'none' } },
    },
  };
  const config = ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: join(sdk, 'api-extractor.json'),
    packageJsonFullPath: join(sdk, 'package.json'),
  });
  const { apiReportChanged, errorCount } = Extractor.invoke(config, {
    localBuild: write,
    messageCallback: (message) => {
      message.handled = !['error'].includes(message.logLevel);
    },
  });
  if (errorCount > 0) throw new Error(`${entry}: the types cannot be read`);
  return write || !apiReportChanged;
}
