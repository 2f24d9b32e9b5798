// The fault test: records every point of a clean walk, then strikes each with every kind of fault while citizens walk on.
import type { Citizen, City } from './city.ts';
import { type Fault, faultsOf, type Kind, kinds, type Point } from './faults.ts';
import { judge, Told, type Verdict } from './judge.ts';
import { type Course, lostLicence, residencePermit, type Walk, walk } from './walk.ts';

/** How the test is run. */
export interface FaultsOptions {
  /** Decides the order of the faults, and which are in a sample. */
  seed: number;
  /** So many of each kind at the most; all when absent. */
  sample?: number;
  /** Only these kinds (rows); all when absent. */
  only?: readonly string[];
  /** Is told what happens. */
  say?: (line: string) => void;
}

/** What came of one kind of fault. */
export interface FaultsRow {
  kind: string;
  faults: number;
  lost: number;
  doubled: number;
  unkept: number;
}

/** What came of all of them. */
export interface FaultsReport extends Omit<FaultsRow, 'kind'> {
  /** Distinct requests and statements of a clean walk. */
  points: number;
  /** Faults whose point did not come again: not counted. */
  notReached: number;
  walks: number;
  rows: FaultsRow[];
  /** What is wrong, in words. */
  findings: string[];
}

/** So many walk at once. */
const walkers = 4;
/** A fault whose point has not come after so many walks is taken down. */
const walksUntilTakenDown = 6;
/** Promises are kept within this, all faults over. */
const keptWithinMs = 90_000;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A generator of numbers in [0, 1), the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const mixed = items.map((item) => ({ item, place: random() }));
  return mixed.sort((one, other) => one.place - other.place).map(({ item }) => item);
}

/** Citizens who walk, one walk each at a time, each course in turn. */
class Walkers {
  readonly #city: City;
  readonly #told: Told;
  readonly #free: { course: Course; citizens: Citizen[] }[];
  readonly #done: Walk[] = [];
  #turn = 0;
  #onDone = new Set<() => void>();

  constructor(city: City, told: Told) {
    this.#city = city;
    this.#told = told;
    const drivers = new Set(city.drivers.map(({ idNumber }) => idNumber));
    this.#free = [
      { course: lostLicence, citizens: [...city.drivers] },
      { course: residencePermit, citizens: city.residents.filter(({ idNumber }) => !drivers.has(idNumber)) },
    ];
  }

  get done(): number {
    return this.#done.length;
  }

  /** The walks that ended since this was last asked. */
  taken(): Walk[] {
    return this.#done.splice(0);
  }

  /** Resolves after so many more walks. */
  after(walks: number): { passed: Promise<void>; forget(): void } {
    let forget = () => {};
    const passed = new Promise<void>((resolve) => {
      let left = walks;
      const one = () => {
        left -= 1;
        if (left > 0) return;
        this.#onDone.delete(one);
        resolve();
      };
      forget = () => void this.#onDone.delete(one);
      this.#onDone.add(one);
    });
    return { passed, forget };
  }

  /** One walk by whoever is free. */
  async one(): Promise<void> {
    const { course, citizens } = this.#free[this.#turn++ % this.#free.length] ?? { course: lostLicence, citizens: [] };
    const citizen = citizens.shift();
    if (citizen === undefined) return void (await sleep(200));
    const walked = await walk(this.#city, citizen, course);
    await this.#told.read(this.#city, citizen);
    this.#done.push(walked);
    // What he filed may still be open: he files no other.
    if (walked.gaveUp === null) citizens.push(citizen);
    for (const told of [...this.#onDone]) told();
  }

  /** Walks on, several at once, until it is over. */
  async until(over: () => boolean): Promise<void> {
    const going = async () => {
      while (!over()) await this.one();
    };
    await Promise.all(Array.from({ length: walkers }, going));
  }
}

/** Judges until nothing is owed any more, or too late. */
async function judgement(city: City, walks: readonly Walk[], told: Told): Promise<Verdict> {
  const until = Date.now() + keptWithinMs;
  for (;;) {
    const verdict = await judge(city, walks, told);
    if (verdict.unkept.length === 0 || Date.now() > until) return verdict;
    await sleep(1000);
  }
}

/** Strikes one after the other, `atOnce` of them waiting at a time, while citizens walk. @returns how many struck */
async function strikeAll(city: City, walking: Walkers, faults: readonly Fault[], atOnce: number): Promise<number> {
  const left = [...faults];
  let struck = 0;
  let over = false;
  const striking = async () => {
    for (let fault = left.pop(); fault; fault = left.pop()) {
      await city.up();
      const armed = city.board.arm(fault);
      const tired = walking.after(walksUntilTakenDown);
      const hit = await Promise.race([armed.struck.then(() => true), tired.passed.then(() => false)]);
      armed.disarm();
      tired.forget();
      if (hit) struck += 1;
    }
  };
  const strikers = Promise.all(Array.from({ length: atOnce }, striking)).finally(() => {
    over = true;
  });
  await Promise.all([strikers, walking.until(() => over)]);
  await city.up();
  return struck;
}

/** Walks cleanly, and notes every point passed. @throws Error where even that goes wrong */
async function walkCleanly(city: City, walking: Walkers, told: Told): Promise<Map<string, Point>> {
  city.board.met.clear();
  await walking.until(() => walking.done >= walkers);
  const { lost, doubled, unkept } = await judgement(city, walking.taken(), told);
  const wrong = [...lost, ...doubled, ...unkept];
  if (wrong.length > 0) throw new Error(`a walk without any fault went wrong: ${wrong.join('; ')}`);
  return new Map(city.board.met);
}

/** The points of a walk: those passed every time, and not what a clock happened to do meanwhile. */
async function record(city: City, walking: Walkers, told: Told): Promise<Point[]> {
  await city.up();
  const first = await walkCleanly(city, walking, told);
  const second = await walkCleanly(city, walking, told);
  return [...first.values()].filter(({ name }) => second.has(name));
}

/** Runs the fault test on a city. */
export async function runFaults(city: City, options: FaultsOptions): Promise<FaultsReport> {
  const { seed, sample = Number.POSITIVE_INFINITY, say = () => undefined } = options;
  const random = seeded(seed);
  const told = new Told();
  const walking = new Walkers(city, told);
  const points = await record(city, walking, told);
  const report: FaultsReport = {
    faults: 0,
    lost: 0,
    doubled: 0,
    unkept: 0,
    points: points.length,
    notReached: 0,
    walks: 0,
    rows: [],
    findings: [],
  };
  say(`${points.length} points`);
  const rows = [...new Set(Object.values(kinds).map(({ row }) => row))];
  for (const kind of rows.filter((row) => options.only?.includes(row) ?? true)) {
    const ofRow = (Object.keys(kinds) as Kind[]).filter((name) => kinds[name].row === kind);
    const faults = shuffled(faultsOf(points, ofRow), random).slice(0, sample);
    const struck = await strikeAll(city, walking, faults, kind === 'kill -9' ? 1 : walkers);
    const walks = walking.taken();
    const verdict = await judgement(city, walks, told);
    const ended = city.ownEnds().splice(0);
    const row: FaultsRow = {
      kind,
      faults: struck,
      lost: verdict.lost.length,
      doubled: verdict.doubled.length,
      unkept: verdict.unkept.length,
    };
    report.rows.push(row);
    report.faults += struck;
    report.notReached += faults.length - struck;
    report.walks += walks.length;
    for (const what of ['lost', 'doubled', 'unkept'] as const) {
      report[what] += verdict[what].length;
      report.findings.push(...verdict[what].map((one) => `${kind}: ${what}: ${one}`));
    }
    report.findings.push(...ended.map((words) => `${kind}: the gateway ended by itself: ${words}`));
    say(`${kind}: ${struck} of ${faults.length} struck, ${walks.length} walks, ${JSON.stringify(row)}`);
  }
  return report;
}
