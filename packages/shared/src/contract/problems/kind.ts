// What one kind of problem says.

/** One kind of problem (RFC 9457). `title` and `nextStep` are sentences for the citizen. */
export interface ProblemKind {
  /** HTTP status. */
  readonly status: number;
  /** Whether the very same request may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  /** What went wrong; says that nothing was lost where that could be feared. */
  readonly title: { readonly zh: string; readonly en: string };
  /** What the citizen, or the engineer, does next. */
  readonly nextStep: { readonly zh: string; readonly en: string };
}

/** Writes one down. */
export const kind = (
  status: number,
  zh: string,
  en: string,
  nextZh: string,
  nextEn: string,
  retryable = false,
): ProblemKind => ({ status, retryable, title: { zh, en }, nextStep: { zh: nextZh, en: nextEn } });
