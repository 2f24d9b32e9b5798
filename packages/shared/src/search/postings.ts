// Lists of matters by gram: grown pair by pair while the texts are read, then laid out in one row.

/** Numbers of matters, by the key of a gram. */
export type Postings = (key: number) => Int32Array;

const none = new Int32Array(0);

/** A row of numbers that grows; a province has tens of millions of them. */
export class Row {
  private numbers = new Int32Array(1024);
  length = 0;
  push(value: number): void {
    if (this.length === this.numbers.length) {
      const wider = new Int32Array(this.length * 2);
      wider.set(this.numbers);
      this.numbers = wider;
    }
    this.numbers[this.length] = value;
    this.length += 1;
  }
  finish(): Int32Array {
    return this.numbers.slice(0, this.length);
  }
  at(index: number): number {
    return this.numbers[index] as number;
  }
}

/** Collects which matters a gram stands in. Matters come in order, so each is listed once and the lists are sorted. */
export class PostingsBuilder {
  private readonly places = new Map<number, number>();
  private readonly last: number[] = [];
  private readonly lists = new Row();
  private readonly matters = new Row();
  private readonly sizes: number[] = [];

  add(key: number, matter: number): void {
    let list = this.places.get(key);
    if (list === undefined) {
      list = this.sizes.length;
      this.places.set(key, list);
      this.sizes.push(0);
      this.last.push(-1);
    }
    if (this.last[list] === matter) return;
    this.last[list] = matter;
    this.sizes[list] = (this.sizes[list] as number) + 1;
    this.lists.push(list);
    this.matters.push(matter);
  }

  finish(): Postings {
    const starts = new Int32Array(this.sizes.length + 1);
    this.sizes.forEach((size, list) => {
      starts[list + 1] = (starts[list] as number) + size;
    });
    const next = starts.slice();
    const row = new Int32Array(this.matters.length);
    for (let at = 0; at < row.length; at += 1) {
      const list = this.lists.at(at);
      row[next[list] as number] = this.matters.at(at);
      next[list] = (next[list] as number) + 1;
    }
    const { places } = this;
    return (key) => {
      const list = places.get(key);
      return list === undefined ? none : row.subarray(starts[list], starts[list + 1]);
    };
  }
}
