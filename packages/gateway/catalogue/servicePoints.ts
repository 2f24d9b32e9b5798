// Reads the table of service points and the districts they stand in; refuses a row that no map could show.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServicePointKind, servicePointKinds } from '@onetrip/shared/contract';
import { CatalogueError } from './files.ts';

/** A service point as the table has it; positions are GCJ-02, to about 100 m. */
export interface ListedPoint {
  servicePointId: string;
  name: string;
  kind: ServicePointKind;
  district: string;
  address: string;
  lat: number;
  lng: number;
}

/** A district of the city. */
export interface District {
  /** GB/T 2260. */
  code: string;
  name: string;
}

/** The two tables. */
export interface ServicePointTables {
  points: ListedPoint[];
  /** In the order of their codes. */
  districts: District[];
}

/** The rows of a table whose cells hold neither commas nor quotes, by the names in its first line. */
function rowsOf(folder: string, file: string): Record<string, string>[] {
  const text = readFileSync(join(folder, file), 'utf8');
  if (text.includes('"')) throw new CatalogueError(`${file} has a quoted cell; write it without commas.`);
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line, index) => {
    const cells = line.split(',');
    if (cells.length !== names.length) throw new CatalogueError(`${file}:${index + 2} has ${cells.length} cells.`);
    return Object.fromEntries(names.map((name, column) => [name, cells[column] ?? '']));
  });
}

const isKind = (kind: string): kind is ServicePointKind => (servicePointKinds as readonly string[]).includes(kind);

/**
 * Reads both tables beside a catalogue.
 * @throws CatalogueError naming the row at fault
 */
export function readServicePoints(folder: string): ServicePointTables {
  const districts = rowsOf(folder, 'divisions-hangzhou.csv')
    .filter(({ level }) => level === 'district')
    .map(({ code = '', name = '' }) => ({ code, name }));
  const known = new Set(districts.map(({ code }) => code));
  const points = rowsOf(folder, 'service-points.csv').map((row): ListedPoint => {
    const { id = '', name = '', kind = '', district_code: district = '', address = '' } = row;
    const [lat, lng] = [Number(row.latitude_gcj02), Number(row.longitude_gcj02)];
    if (!isKind(kind)) throw new CatalogueError(`service-points.csv ${id}: no kind is called ${kind}.`);
    if (!known.has(district))
      throw new CatalogueError(`service-points.csv ${id}: no district has the code ${district}.`);
    if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180 && row.latitude_gcj02 && row.longitude_gcj02)) {
      throw new CatalogueError(`service-points.csv ${id}: its position is none.`);
    }
    return { servicePointId: id, name, kind, district, address, lat, lng };
  });
  return { points, districts };
}
