// Reads 实施清单: a line for each matter an authority carries out, `division,matterId,name`, the name only where it has its own.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CatalogueError } from '../../catalogue/load.ts';
import { divisionPattern, isWithin, ownCity } from './division.ts';
import { type Table, TableBuilder } from './table.ts';

/** A matter by the name it has somewhere. Many authorities share one: only the differing ones are indexed. */
export interface Document {
  /** The matter of the catalogue that is carried out. */
  readonly matterId: string;
  /** The name it has there; null where it is the catalogue's. */
  readonly name: string | null;
  /** Whether our own city carries it out: only there can it be filed here. */
  readonly isOurs: boolean;
}

/** A list of who carries out what. */
export interface ImplementationList {
  /** First the catalogue's own matters in their order, whoever carries them out; then those by other names. */
  readonly documents: readonly Document[];
  readonly table: Table;
}

const heading = 'division,matterId,name';

/**
 * Reads a list and puts it beneath the catalogue's matters, which our own city carries out.
 * @param file path of the list, UTF-8, as `heading` says; null where there is none
 * @throws CatalogueError naming the line at fault: not of the form, an unknown matter, a matter twice at one authority
 */
export async function readImplementations(
  file: string | null,
  matterIds: readonly string[],
): Promise<ImplementationList> {
  const documents: Document[] = matterIds.map((matterId) => ({ matterId, name: null, isOurs: true }));
  const builder = new TableBuilder();
  const ours = new Map(matterIds.map((matterId, place) => [matterId, place] as const));
  const named = new Map<string, number>();
  for (const place of ours.values()) builder.add(ownCity, place);
  if (file !== null) {
    await eachLine(file, (division, matterId, name) => {
      const place = ours.get(matterId);
      if (place === undefined) return `names ${matterId}, which the catalogue has not`;
      const isOurs = isWithin(division, ownCity);
      const key = `${isOurs} ${matterId} ${name}`;
      let document = name === '' ? place : named.get(key);
      if (document === undefined) {
        document = documents.length;
        documents.push({ matterId, name, isOurs });
        named.set(key, document);
      }
      builder.add(division, document);
      return null;
    });
  }
  return inOrderOfUse(documents, builder, (matterId) => ours.get(matterId) as number, matterIds.length);
}

/** What differs from the catalogue's own matters follows them in the same order: a city's list begins with the most used. */
function inOrderOfUse(
  documents: readonly Document[],
  builder: TableBuilder,
  placeOf: (matterId: string) => number,
  own: number,
): ImplementationList {
  const places = Float64Array.from(documents, ({ matterId }, number) =>
    number < own ? number : own + placeOf(matterId),
  );
  const order = Array.from(documents.keys()).sort((a, b) => (places[a] as number) - (places[b] as number) || a - b);
  const numbers = new Int32Array(order.length);
  order.forEach((before, after) => {
    numbers[before] = after;
  });
  return { documents: order.map((before) => documents[before] as Document), table: builder.finish(numbers) };
}

/** Hands the fields of each line to `take`, which says what is wrong with them. */
async function eachLine(
  file: string,
  take: (division: string, matterId: string, name: string) => string | null,
): Promise<void> {
  // Our own city's rows are the catalogue itself.
  const divisions = new Set<string>([ownCity]);
  const matters = new Set<string>();
  let place = 0;
  let before = '';
  for await (const line of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    place += 1;
    const refuse = (reason: string): never => {
      throw new CatalogueError(`${file}:${place} ${reason}.`);
    };
    if (place === 1) {
      if (line !== heading) refuse(`is not the heading \`${heading}\``);
      continue;
    }
    const first = line.indexOf(',');
    const second = line.indexOf(',', first + 1);
    const division = line.slice(0, first);
    if (second < 0 || !divisionPattern.test(division)) refuse(`is not of the form \`${heading}\``);
    const matterId = line.slice(first + 1, second);
    // An authority's lines stand together: only its own matters need be remembered.
    if (division !== before) {
      if (divisions.has(division)) refuse(`names ${division}, which the catalogue or the lines above have already`);
      divisions.add(division);
      matters.clear();
    }
    before = division;
    if (matters.has(matterId)) refuse(`names ${matterId} of ${division} a second time`);
    matters.add(matterId);
    const fault = take(division, matterId, line.slice(second + 1));
    if (fault !== null) refuse(fault);
  }
}
