// A department's case system: takes a case once, decides it after a while.
import { createHash } from 'node:crypto';
import type { LocalText } from '@onetrip/shared/contract';
import type { People } from '../people/person.ts';
import { rfc3339 } from '../time.ts';
import { decide } from './decisions.ts';

/** What arrived about one material. */
type Evidence = { materialId: string; outcome: string; record?: Record<string, string> };

/** A case as the gateway files it. */
export type CaseFiling = {
  caseId: string;
  matterId: string;
  applicant: { name: string; idNumber: string };
  situation: Record<string, string>;
  form: Record<string, string>;
  evidence: Evidence[];
  /** Where the decision is brought; no part of the case itself. */
  decisionTo?: string;
};

/** A case as the department tells it. */
export type CaseStatus = {
  caseId: string;
  status: 'received' | 'inReview' | 'approved' | 'rejected';
  reason?: LocalText;
  record?: Record<string, string>;
  decidedAt?: string;
};

/** Holds the cases of all departments; `delayMs` is the time from filing to decision. */
export class CaseSystem {
  readonly #cases = new Map<string, { filing: CaseFiling; digest: string; filedAt: number }>();
  readonly #people: People;
  readonly #delayMs: number;
  readonly #now: () => number;

  constructor(people: People, delayMs: number, now: () => number) {
    this.#people = people;
    this.#delayMs = delayMs;
    this.#now = now;
  }

  /** Takes a case; the same again is `known`, another under its number `differs`. */
  file(department: string, { decisionTo: _decisionTo, ...filing }: CaseFiling): 'taken' | 'known' | 'differs' {
    const key = `${department}/${filing.caseId}`;
    const digest = createHash('sha256').update(JSON.stringify(filing)).digest('base64');
    const known = this.#cases.get(key);
    if (known) return known.digest === digest ? 'known' : 'differs';
    this.#cases.set(key, { filing, digest, filedAt: this.#now() });
    return 'taken';
  }

  /** Where a case stands; null where there is none. */
  status(department: string, caseId: string): CaseStatus | null {
    const known = this.#cases.get(`${department}/${caseId}`);
    if (!known) return null;
    const age = this.#now() - known.filedAt;
    if (age < this.#delayMs) return { caseId, status: age < this.#delayMs / 2 ? 'received' : 'inReview' };
    const decidedAt = rfc3339(known.filedAt + this.#delayMs);
    return { caseId, ...decide(known.filing, this.#people), decidedAt };
  }
}
