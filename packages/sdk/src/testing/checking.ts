// Whether a request is one that the contract allows: the service's own check, and so the same fields and sentences.
import { type Operation, type OperationId, operations, type ProblemField } from '@onetrip/shared/contract';
import { type Check, checkBody, checkWords } from '@onetrip/shared/validation';

/** Checks of one operation, in the order in which the service makes them. */
type Checks = readonly (readonly ['params' | 'query' | 'body', Check])[];

const made = new Map<OperationId, Checks>();

/** A test asks for few operations, and preparing the checks of all of them would take longer than the test. */
function checksOf(id: OperationId): Checks {
  const { params, query, body }: Operation = operations[id];
  const checks = made.get(id) ?? [
    ['params', checkWords(params)],
    ['query', checkWords(query)],
    ['body', checkBody(body)],
  ];
  made.set(id, checks);
  return checks;
}

/** The fields at fault of the first part that is not as the contract says; empty when all are. */
export function fieldsAtFault(
  operation: OperationId,
  request: { readonly params: unknown; readonly query: unknown; readonly body: unknown },
): readonly ProblemField[] {
  for (const [part, check] of checksOf(operation)) {
    const checked = check(request[part]);
    if ('fields' in checked) return checked.fields;
  }
  return [];
}
