// Who may do what to an application: read from the lifecycle's one table, never decided a second time.
import type { ApplicationState } from '../contract/application.ts';
import { type Action, type Actor, transitions } from './lifecycle.ts';

/** The steps an actor may take in a state, needs of the row aside; what a page offers as buttons. */
export function actionsFor(actor: Actor, state: ApplicationState): Action[] {
  return transitions.filter((row) => row.from === state && row.by.includes(actor)).map((row) => row.action);
}

/** Whether an actor may take a step in a state, needs of the row aside. */
export function may(actor: Actor, action: Action, state: ApplicationState): boolean {
  return actionsFor(actor, state).includes(action);
}
