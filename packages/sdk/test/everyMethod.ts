// Every method of every client, found by its operation: for what must hold of all of them.
import { generateKeyPairSync } from 'node:crypto';
import { type OperationId, routes } from '@onetrip/shared/routes';
import { createClient, type SessionOptions } from '../src/index.ts';
import { createOfficeClient } from '../src/office/index.ts';
import { createPartnerClient } from '../src/partner/index.ts';
import { createAnswerKey } from '../src/testing/signing.ts';

/** A method, whatever it takes. */
export type Method = (...args: unknown[]) => PromiseLike<unknown>;

const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Signs what partners are answered. */
export const answerKey = createAnswerKey();
const { serviceKeys } = answerKey;

/** The method of an operation, on a new client of whoever may call it. */
export function methodOf(operation: OperationId, options: SessionOptions): Method {
  const [resource = '', verb = ''] = operation.split('.');
  const { access } = routes[operation];
  const make = () => {
    if (access === 'partner') return createPartnerClient({ ...options, keyId: 'k', privateKey, serviceKeys });
    return (access === 'officer' || resource === 'officers' ? createOfficeClient : createClient)(options);
  };
  const target = (make() as unknown as Record<string, Record<string, Method>>)[resource];
  return (...args) => {
    const method = target?.[verb];
    if (!method) throw new Error(`No client has ${operation}`);
    return method.apply(target, args);
  };
}
