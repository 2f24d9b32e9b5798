// 实施清单 as a table: which authority carries out which matter. A million rows are four megabytes of numbers.
import { prefixOf } from './division.ts';

/** What the authorities of an area carry out. */
export interface Area {
  /** For each document, how many authorities of the area carry it out. */
  readonly counts: Uint32Array;
  /** The authority that stands highest in the area among those that carry it out; null where none does. */
  highest(document: number): string | null;
}

/** Which authority carries out which document: a matter by the name it has there. */
export interface Table {
  readonly rows: number;
  readonly bytes: number;
  /** What is carried out in a division: by its own authorities, by those above it, by those within it. */
  area(division: string): Area;
  /** The documents an authority carries out. */
  documentsOf(division: string): Int32Array;
}

/** Areas kept ready, those asked for last; each is eight bytes a document. */
const areasKept = 32;

const none = new Int32Array(0);

/** Lays rows out by authority, those that stand higher first. */
export class TableBuilder {
  private readonly numbers = new Map<string, number>();
  private divisions = new Int32Array(1024);
  private documents = new Int32Array(1024);
  private length = 0;

  add(division: string, document: number): void {
    const number = this.numbers.get(division) ?? this.numbers.size;
    this.numbers.set(division, number);
    if (this.length === this.documents.length) {
      this.divisions = doubled(this.divisions);
      this.documents = doubled(this.documents);
    }
    this.divisions[this.length] = number;
    this.documents[this.length] = document;
    this.length += 1;
  }

  /** @param numberOf the number each document has in the end, by the one it was added with */
  finish(numberOf: Int32Array): Table {
    const { numbers, divisions, documents, length } = this;
    // A prefix sorts before all within it: an area is one run of rows.
    const sorted = Array.from(numbers.keys(), (division) => ({ division, prefix: prefixOf(division) }));
    sorted.sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
    const placeOf = new Int32Array(sorted.length);
    sorted.forEach(({ division }, place) => {
      placeOf[numbers.get(division) as number] = place;
    });
    const starts = new Int32Array(sorted.length + 1);
    for (let row = 0; row < length; row += 1) {
      const place = placeOf[divisions[row] as number] as number;
      starts[place + 1] = (starts[place + 1] as number) + 1;
    }
    for (let place = 0; place < sorted.length; place += 1) {
      starts[place + 1] = (starts[place + 1] as number) + (starts[place] as number);
    }
    const next = starts.slice();
    const laidOut = new Int32Array(length);
    for (let row = 0; row < length; row += 1) {
      const place = placeOf[divisions[row] as number] as number;
      laidOut[next[place] as number] = numberOf[documents[row] as number] as number;
      next[place] = (next[place] as number) + 1;
    }
    return tableOf(sorted, starts, laidOut, numberOf.length);
  }
}

function doubled(row: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(row.length * 2);
  wider.set(row);
  return wider;
}

/** A division with the beginning of all within it. */
interface Place {
  readonly division: string;
  readonly prefix: string;
}

function tableOf(places: readonly Place[], starts: Int32Array, documents: Int32Array, documentCount: number): Table {
  const placeOf = new Map(places.map(({ division }, place) => [division, place] as const));
  const rowsOf = (place: number): Int32Array => documents.subarray(starts[place], starts[place + 1]);
  const areas = new Map<string, Area>();

  function build(division: string): Area {
    const wanted = prefixOf(division);
    const chosen: number[] = [];
    places.forEach(({ prefix }, place) => {
      if (prefix.startsWith(wanted) || wanted.startsWith(prefix)) chosen.push(place);
    });
    const counts = new Uint32Array(documentCount);
    const tops = new Int32Array(documentCount);
    for (const place of chosen) {
      for (const document of rowsOf(place)) {
        if (counts[document] === 0) tops[document] = place;
        counts[document] = (counts[document] as number) + 1;
      }
    }
    return {
      counts,
      highest: (document) => (counts[document] === 0 ? null : (places[tops[document] as number] as Place).division),
    };
  }

  return {
    rows: documents.length,
    bytes: documents.byteLength + starts.byteLength,
    documentsOf(division) {
      const place = placeOf.get(division);
      return place === undefined ? none : rowsOf(place);
    },
    area(division) {
      const area = areas.get(division) ?? build(division);
      areas.delete(division);
      areas.set(division, area);
      const [oldest] = areas.keys();
      if (areas.size > areasKept && oldest !== undefined) areas.delete(oldest);
      return area;
    },
  };
}
