// Parts of the guides' programs: what stands between `// #region name` and the next `// #endregion`.
import { readFileSync } from 'node:fs';

/** @throws Error when the file has no such region */
export function regionOf(file, name) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const start = lines.indexOf(`// #region ${name}`);
  const end = lines.indexOf('// #endregion', start);
  if (start < 0 || end < 0) throw new Error(`${file} has no region ${name}`);
  return `${lines
    .slice(start + 1, end)
    .join('\n')
    .trim()}\n`;
}
