// The session has lapsed: sign in, and come back to where one was.
import { askFirst } from '../navigation/navigation.ts';
import { lapse } from './session.ts';

/** Asks the citizen to sign in again; drafts stay. */
export function signInAgain(returnTo: string): void {
  lapse();
  askFirst('signIn', returnTo);
}
