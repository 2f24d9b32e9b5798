// Child processes of the scripts, and where the project and its tools stand.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Whether a module was started by `node file.mjs`, not imported. */
export const isEntry = (meta) => process.argv[1] !== undefined && fileURLToPath(meta.url) === process.argv[1];

/**
 * Runs a command to its end and keeps what it wrote. `onLine` sees every line as it comes.
 * @returns {Promise<{ code: number, output: string }>} code 127 when the command does not exist
 */
export function run(command, args, { cwd = root, env = {}, onLine, stdio = 'pipe' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: stdio === 'pipe' ? ['ignore', 'pipe', 'pipe'] : stdio,
      shell: process.platform === 'win32' && !command.endsWith('.exe'),
    });
    let output = '';
    const read = (chunk) => {
      output += chunk;
      if (onLine) for (const line of String(chunk).split(/[\r\n]+/)) if (line.trim() !== '') onLine(line.trim());
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.on('error', (error) =>
      resolve({ code: error.code === 'ENOENT' ? 127 : 1, output: `${output}${error.message}` }),
    );
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The script behind a package's command, to be run by this very Node: `tool('typescript', 'tsc')`. */
export function tool(name, command = name) {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** Runs a package's command with this very Node. */
export const runTool = (name, command, args, options) => run(process.execPath, [tool(name, command), ...args], options);
