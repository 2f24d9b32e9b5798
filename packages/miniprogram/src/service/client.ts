// The clients of the app: his own, and one for each person he acts for. They carry the session's token and the reader's language.
import type { Client } from '@onetrip/sdk';
import { acting } from '../delegation/acting.ts';
import { preferences } from '../preferences/preferences.ts';
import { session } from '../session/session.ts';
// Without an extension, so that Taro takes `connection.weapp.ts` for WeChat.
import { connect } from './connection';

/** One for himself, under the empty name, and one for each delegation he has acted under. */
const connecting = new Map<string, Promise<Client>>();

/** The client under a delegation; connects at the first call, and again after a failure. */
async function clientUnder(delegationId?: string): Promise<Client> {
  const name = delegationId ?? '';
  const before = connecting.get(name);
  const connected = before ?? connect(delegationId).then(follow);
  if (!before) connecting.set(name, connected);
  try {
    return await connected;
  } catch (cause) {
    connecting.delete(name);
    throw cause;
  }
}

/** Has a client carry the session and speak the language, whatever becomes of them. */
function follow(client: Client): Client {
  const identify = () => client.setToken(session.get()?.token);
  const speak = () => client.setLanguage(preferences.get().language);
  identify();
  speak();
  session.subscribe(identify);
  preferences.subscribe(speak);
  return client;
}

/** The client of whoever he acts for now; where he acts for nobody, his own. */
export const gateway = (): Promise<Client> => clientUnder(acting.get()?.delegationId);

/** The client of his own account, whomever he acts for: his notices, his data, who he is. */
export const ownGateway = (): Promise<Client> => clientUnder();
