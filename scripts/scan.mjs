// Scans everything the test-suite's systems emitted for what identifies a person. `node scripts/scan.mjs FOLDER`
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isEntry } from './run.mjs';
import { main, Plain, say } from './terminal.mjs';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Whether 18 characters are a citizen identity number (GB 11643): a date of our time, and the check character. */
function isIdNumber(text) {
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number);
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return '10X98765432'[sum % 11] === text[17].toUpperCase();
}

const candidates = /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g;

/** A text as it reads once addresses are decoded and digits are ordinary. */
function plain(text) {
  const narrow = text.normalize('NFKC');
  return narrow.includes('%') ? `${narrow}\n${narrow.replace(/(?:%[0-9A-Fa-f]{2})+/g, decoded)}` : narrow;
}

function decoded(escaped) {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}

/**
 * What of a person stands in a text: kinds, never the values.
 * @param people the invented people of the system: `{ name, idNumber, mobile }`
 */
export function found(text, people) {
  const read = plain(text);
  const kinds = new Set();
  for (const candidate of read.match(candidates) ?? []) if (isIdNumber(candidate)) kinds.add('an identity number');
  for (const { name, idNumber, mobile } of people) {
    if (read.includes(idNumber)) kinds.add('an identity number');
    if (read.includes(mobile)) kinds.add('a mobile number');
    if (read.includes(name)) kinds.add('a name');
  }
  return [...kinds];
}

/** The sentences to say about what a system emitted, by source; none when it is clean. */
export const findings = (emitted, people) =>
  Object.entries(emitted).flatMap(([source, text]) => found(text, people).map((kind) => `${kind} in ${source}`));

/**
 * Scans a folder with a file for each system.
 * @returns how much was seen, and what was found in it
 */
export function scan(folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const bySource = {};
  const faults = [];
  for (const name of files) {
    const { test, people, emitted } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    for (const [source, text] of Object.entries(emitted)) {
      bySource[source] = (bySource[source] ?? 0) + Buffer.byteLength(text);
    }
    faults.push(...findings(emitted, people).map((finding) => `${test}: ${finding}`));
  }
  return { systems: files.length, bySource, faults };
}

/** Scans and says what was seen; throws `Plain` when something was found, or nothing was there to be scanned. */
export function scanAll(folder) {
  const { systems, bySource, faults } = scan(folder);
  if (faults.length > 0) throw new Plain(`What identifies a person was emitted:\n  ${faults.join('\n  ')}`);
  const sizes = Object.entries(bySource).map(([source, bytes]) => `${source} ${bytes}`);
  const bytes = Object.values(bySource).reduce((sum, each) => sum + each, 0);
  if (systems === 0 || bytes === 0) throw new Plain(`Nothing was emitted into ${folder}: there is nothing to scan.`);
  return `${systems} systems, ${bytes} bytes: ${sizes.join(', ')}`;
}

if (isEntry(import.meta)) {
  await main(async () => {
    const [folder] = process.argv.slice(2);
    if (folder === undefined) throw new Plain('node scripts/scan.mjs FOLDER');
    say(`  ${scanAll(folder)}`);
  });
}
