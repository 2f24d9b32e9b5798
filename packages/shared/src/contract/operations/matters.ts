// What the operations of `matters` take and answer.
import type { Static } from 'typebox';
import { Type } from 'typebox';
import {
  HotMatters,
  HotQuery,
  MatterIndex,
  MatterIndexQuery,
  MatterPage,
  MatterQuery,
  MatterSuggestions,
  SuggestQuery,
} from '../finding.ts';
import { Matter } from '../matter.ts';
import { Plan } from '../plan.ts';
import type { OperationId } from '../routes/index.ts';
import { Situation } from '../situation.ts';
import type { Operation } from './operation.ts';
import { matterParams } from './operation.ts';

/** Body of `matters.plan`. */
export const PlanBody = Type.Object({ situation: Situation }, { title: 'PlanBody', additionalProperties: false });
export type PlanBody = Static<typeof PlanBody>;

export const matterOperations = {
  'matters.search': { summary: 'Find matters', query: MatterQuery, status: 200, result: MatterPage, problems: [] },
  'matters.suggest': {
    summary: 'What somebody typing may want to ask',
    query: SuggestQuery,
    status: 200,
    result: MatterSuggestions,
    problems: [],
  },
  'matters.hot': {
    summary: 'The matters used most in the last 30 days',
    query: HotQuery,
    status: 200,
    result: HotMatters,
    problems: [],
  },
  'matters.index': {
    summary: 'The index a phone searches in without a network',
    query: MatterIndexQuery,
    status: 200,
    result: MatterIndex,
    problems: [],
  },
  'matters.get': {
    summary: 'A matter’s guide',
    params: matterParams,
    status: 200,
    result: Matter,
    problems: ['matter_not_found'],
  },
  'matters.plan': {
    summary: 'What is needed in this situation, and why not more',
    params: matterParams,
    body: PlanBody,
    status: 200,
    result: Plan,
    problems: ['matter_not_found', 'matter_not_online'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
