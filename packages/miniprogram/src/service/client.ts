// The one client of the app. It carries the session's token and the reader's language.
import type { Client } from '@onetrip/sdk';
import { preferences } from '../preferences/preferences.ts';
import { session } from '../session/session.ts';
// Without an extension, so that Taro takes `connection.weapp.ts` for WeChat.
import { connect } from './connection';

let connecting: Promise<Client> | null = null;

/** The client; connects at the first call, and again after a failure. */
export async function gateway(): Promise<Client> {
  connecting ??= connect().then((client) => {
    const identify = () => client.setToken(session.get()?.token);
    const speak = () => client.setLanguage(preferences.get().language);
    identify();
    speak();
    session.subscribe(identify);
    preferences.subscribe(speak);
    return client;
  });
  try {
    return await connecting;
  } catch (cause) {
    connecting = null;
    throw cause;
  }
}
