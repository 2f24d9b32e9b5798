// Whom the citizen acts for now. It ends with his session, and whenever the app is started anew.
import { createStore, useStore } from '../state/store.ts';

/** Somebody he acts for. */
export interface Acting {
  delegationId: string;
  /** Masked. */
  name: string;
  idNumber: string;
}

/** Null while he acts for himself. */
export const acting = createStore<Acting | null>(null);

/** Whom he acts for, watched. */
export const useActing = (): Acting | null => useStore(acting);
