// Named, timed steps of a journey: what was done, how long it took, what went wrong.

/** One step as done. Times in milliseconds. */
export interface JourneyStep {
  matter: string;
  name: string;
  ms: number;
  outcome: 'ok' | 'failed';
  problem?: string;
}

/** Called when a step begins and when it ended. */
export interface JourneyProgress {
  began?(matter: string, name: string): void;
  ended?(step: JourneyStep): void;
}

/** A journey stops at the first step that fails: those behind it rest on it. */
class StepFailed extends Error {}

/** Runs one step; what it resolves with is handed on to the next. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Walks through the steps of one matter and writes each into `steps`. */
export async function walk(
  matter: string,
  steps: JourneyStep[],
  progress: JourneyProgress,
  journey: (step: Step) => Promise<void>,
): Promise<void> {
  const step: Step = async (name, work) => {
    progress.began?.(matter, name);
    const started = performance.now();
    const end = (outcome: JourneyStep['outcome'], problem?: string) => {
      const done = {
        matter,
        name,
        ms: Math.round(performance.now() - started),
        outcome,
        ...(problem === undefined ? {} : { problem }),
      };
      steps.push(done);
      progress.ended?.(done);
    };
    try {
      const result = await work();
      end('ok');
      return result;
    } catch (error) {
      end('failed', error instanceof Error ? error.message : String(error));
      throw new StepFailed(name);
    }
  };
  try {
    await journey(step);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
  }
}
