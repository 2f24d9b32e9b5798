// Several cities' 实施清单, made by varying the real catalogue: the same matters, carried out by hundreds of authorities a city.
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { root } from '../../../scripts/run.mjs';

/** Cities beside our own, as GB/T 2260 has them; each is laid out in districts and streets as our own is. */
const cities = [
  ['330200', '宁波'],
  ['330300', '温州'],
  ['320100', '南京'],
  ['320500', '苏州'],
  ['440100', '广州'],
  ['440300', '深圳'],
  ['510100', '成都'],
  ['420100', '武汉'],
  ['350200', '厦门'],
];

/** Our own city's districts and streets, in the order of their codes. */
function authorities() {
  const lines = readFileSync(join(root, 'packages/gateway/catalogue/divisions-hangzhou.csv'), 'utf8')
    .trim()
    .split('\n');
  return lines
    .slice(1)
    .map((line) => line.split(','))
    .filter(([, level]) => level === 'district' || level === 'street')
    .map(([code, , name]) => ({ code, name }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Every authority, one city after the other. */
function* country() {
  const streets = authorities();
  yield* streets.map(({ code, name }) => ({ division: code, place: name, city: null }));
  for (const [at, [division, city]] of cities.entries()) {
    yield { division, place: city, city: at };
    for (const { code, name } of streets) {
      yield { division: `${division.slice(0, 4)}${code.slice(4)}`, place: name, city: at };
    }
  }
}

/** The name a matter has at an authority: a few its own, a fifth the city's, else the catalogue's, which is left out. */
function nameAt({ place, city }, matter, number, row, ownNames) {
  if ((row * 7919) % 100 < ownNames) return `${matter.name}（${place}）`;
  if (city !== null && (number * 7 + city * 3) % 5 === 0) return `${cities[city][1]}市${matter.name}`;
  return '';
}

/**
 * Writes a list of so many rows beside the catalogue's own matters.
 * @param ownNames how many of a hundred rows have a name nobody else has
 * @returns divisions to ask in: a whole city, a district, a street, the country
 */
export async function writeCountry(file, matters, rows, ownNames) {
  const out = createWriteStream(file);
  out.write('division,matterId,name\n');
  const divisions = new Set(['000000']);
  let row = matters.length;
  for (const authority of country()) {
    if (row >= rows) break;
    if (authority.division.endsWith('00')) divisions.add(authority.division);
    // Of the smaller places a few are enough to ask in.
    else if (divisions.size < 24 && row % 7 === 0) divisions.add(authority.division);
    const lines = [];
    for (const [number, matter] of matters.entries()) {
      if (row >= rows) break;
      lines.push(`${authority.division},${matter.id},${nameAt(authority, matter, number, row, ownNames)}\n`);
      row += 1;
    }
    if (!out.write(lines.join(''))) await new Promise((resolve) => out.once('drain', resolve));
  }
  if (row < rows) throw new Error(`${row} rows are all these cities have`);
  out.end();
  await finished(out);
  return [...divisions];
}
