// What the states of an application mean to its reader.
import type { ApplicationState } from '@onetrip/shared/contract';
import { isTerminal } from '@onetrip/shared/rules';

/** Nothing more will happen. */
export const isOver = (state: ApplicationState): boolean => isTerminal(state);

/** It ended otherwise than the citizen hoped. */
export const isUnsuccessful = (state: ApplicationState): boolean => isOver(state) && state !== 'delivered';
