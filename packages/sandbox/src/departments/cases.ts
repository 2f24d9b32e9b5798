// A department's case system: takes a case once, reads the files that came with it, decides it after a while, and stops
// when it is withdrawn in time.
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { LocalText, SupplementItem } from '@onetrip/shared/contract';
import type { People } from '../people/person.ts';
import { rfc3339 } from '../time.ts';
import { decide } from './decisions.ts';

/** What arrived about one material. */
type Evidence = { materialId: string; outcome: string; record?: Record<string, string> };

/** A file the citizen gave: fetched apart, and taken only where its bytes have this digest. */
type CaseUpload = { materialId: string; uploadId: string; type: string; size: number; sha256: string };

/** A case as the gateway files it. */
export type CaseFiling = {
  caseId: string;
  matterId: string;
  applicant: { name: string; idNumber: string };
  situation: Record<string, string>;
  form: Record<string, string>;
  evidence: Evidence[];
  supplement?: { statements: Record<string, string>; uploads: CaseUpload[] };
  /** Where the decision is brought, and where files are fetched; no part of the case itself. */
  decisionTo?: string;
  uploadsFrom?: string;
};

/** A case as the department tells it. */
export type CaseStatus = {
  caseId: string;
  status: 'received' | 'inReview' | 'supplementAsked' | 'approved' | 'rejected';
  items?: SupplementItem[];
  reason?: LocalText;
  record?: Record<string, string>;
  decidedAt?: string;
};

/** Waits between tries to read one file, in ms. */
const readAfterMs = [0, 200, 1000, 5000, 20_000];

/** Fetches a file from the gateway; null where it is not given. */
type FetchFile = (department: string, address: string) => Promise<Buffer | null>;

interface KnownCase {
  filing: CaseFiling;
  digest: string;
  filedAt: number;
  /** What is asked for before it is decided. */
  asked: SupplementItem[] | null;
  /** Files whose bytes were not read yet, or were not those the case names. */
  unread: Set<string>;
  withdrawnAt: number | null;
}

/** Holds the cases of all departments; `delayMs` is the time from filing to decision. */
export class CaseSystem {
  readonly #cases = new Map<string, KnownCase>();
  readonly #people: People;
  readonly #delayMs: number;
  readonly #now: () => number;
  readonly #fetchFile: FetchFile;

  constructor(people: People, delayMs: number, now: () => number, fetchFile: FetchFile) {
    this.#people = people;
    this.#delayMs = delayMs;
    this.#now = now;
    this.#fetchFile = fetchFile;
  }

  /**
   * Takes a case; the same again is `known`, another under its number `differs`.
   * @param asks the department asks for more before it decides
   */
  file(department: string, given: CaseFiling, asks: boolean): 'taken' | 'known' | 'differs' {
    const { decisionTo: _decisionTo, uploadsFrom, ...filing } = given;
    const key = `${department}/${filing.caseId}`;
    const digest = createHash('sha256').update(JSON.stringify(filing)).digest('base64');
    const known = this.#cases.get(key);
    if (known) return known.digest === digest ? 'known' : 'differs';
    const files = filing.supplement?.uploads ?? [];
    const one: KnownCase = {
      filing,
      digest,
      filedAt: this.#now(),
      asked: asks && !filing.supplement ? itemsOf(filing) : null,
      unread: new Set(files.map(({ uploadId }) => uploadId)),
      withdrawnAt: null,
    };
    this.#cases.set(key, one);
    for (const file of files) void this.#read(department, one, file, uploadsFrom ?? '');
    return 'taken';
  }

  /** Where a case stands; null where there is none. */
  status(department: string, caseId: string): CaseStatus | null {
    const known = this.#cases.get(`${department}/${caseId}`);
    if (!known) return null;
    const { filedAt, filing, asked, unread, withdrawnAt } = known;
    const age = (withdrawnAt ?? this.#now()) - filedAt;
    if (age < this.#delayMs || unread.size > 0)
      return { caseId, status: age < this.#delayMs / 2 ? 'received' : 'inReview' };
    if (asked !== null) return { caseId, status: 'supplementAsked', items: asked };
    const decidedAt = rfc3339(filedAt + this.#delayMs);
    return { caseId, ...decide(filing, this.#people), decidedAt };
  }

  /** Stops working on a case, unless it is decided already; null where there is none. */
  withdraw(department: string, caseId: string): { caseId: string; stopped: boolean } | null {
    const known = this.#cases.get(`${department}/${caseId}`);
    const status = this.status(department, caseId)?.status;
    if (!known || status === undefined) return null;
    if (status === 'approved' || status === 'rejected') return { caseId, stopped: false };
    known.withdrawnAt ??= this.#now();
    return { caseId, stopped: true };
  }

  /** Reads a file, again and again until its bytes are those the case names. */
  async #read(department: string, one: KnownCase, file: CaseUpload, from: string): Promise<void> {
    for (const afterMs of readAfterMs) {
      await wait(afterMs, undefined, { ref: false });
      const bytes = await this.#fetchFile(department, `${from}/${encodeURIComponent(file.uploadId)}`);
      const sha256 = bytes && createHash('sha256').update(bytes).digest('hex');
      if (bytes?.length === file.size && sha256 === file.sha256) one.unread.delete(file.uploadId);
      if (!one.unread.has(file.uploadId) || one.withdrawnAt !== null) return;
    }
  }
}

/** Asks for the first paper of the case again, in the words of a clerk. */
const itemsOf = ({ evidence }: CaseFiling): SupplementItem[] =>
  evidence.slice(0, 1).map(({ materialId }) => ({
    materialId,
    what: { zh: '请补充这份材料，可以上传照片。', en: 'Please add this paper; a photograph will do.' },
    why: { zh: '登记库中的内容不足以作出决定。', en: 'What the register holds is not enough to decide.' },
  }));
