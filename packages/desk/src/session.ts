// Signing in through the city's staff directory. What a session needs stands in this tab alone, and goes with it.
import { createOfficeClient, type OfficeClient, type Officer } from '@onetrip/sdk/office';
import { currentLanguage } from './words.ts';

const stateKey = 'desk.signIn';
const tokenKey = 'desk.token';

/** The desk's client for the service this page belongs to. */
export async function openOffice(): Promise<OfficeClient> {
  const answer = await fetch('/config.json', { cache: 'no-store' });
  const { gatewayUrl } = (await answer.json()) as { gatewayUrl: string };
  return createOfficeClient({ baseUrl: gatewayUrl, language: currentLanguage() });
}

/** Where the directory sends the browser back to: this page, without anything behind it. */
const ownAddress = (): string => `${location.origin}/`;

/** Leaves for the directory's sign-in page. */
export async function leaveToSignIn(office: OfficeClient): Promise<void> {
  const { address, state } = await office.officers.beginSignIn({ redirectAddress: ownAddress() });
  sessionStorage.setItem(stateKey, state);
  location.assign(address);
}

/** Who is signed in: just back from the directory, or since before this page was reloaded; null where nobody is. */
export async function resume(office: OfficeClient): Promise<Officer | null> {
  const code = new URLSearchParams(location.search).get('code');
  const state = sessionStorage.getItem(stateKey);
  // A code is good for nothing twice, and belongs in no history.
  if (location.search !== '') history.replaceState(null, '', '/');
  sessionStorage.removeItem(stateKey);
  if (code !== null && state !== null) {
    const { token, officer } = await office.officers.signIn({ code, state });
    sessionStorage.setItem(tokenKey, token);
    office.setToken(token);
    return officer;
  }
  const token = sessionStorage.getItem(tokenKey);
  if (token === null) return null;
  office.setToken(token);
  return office.officers.me().then(
    ({ officer }) => officer,
    () => {
      forget(office);
      return null;
    },
  );
}

/** Forgets everything of the session on this machine. */
function forget(office: OfficeClient): void {
  sessionStorage.clear();
  office.setToken(undefined);
}

/** Ends the session, here and at the service. */
export async function signOut(office: OfficeClient): Promise<void> {
  // A session that cannot be ended there lapses by itself; here it is gone in any case.
  await office.officers.signOut().catch(() => undefined);
  forget(office);
}
