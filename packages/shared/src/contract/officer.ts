// Officers (工作人员) and their sessions: who works in the reform office, in a department, or on the service itself.
import { type Static, Type } from 'typebox';
import { officerRoles } from './officerRoles.ts';
import { Nullable, OneOf, Time } from './text.ts';

/** An officer, as the city's staff directory names him. */
export const Officer = Type.Object(
  {
    officerId: Type.String({ description: 'His number in the staff directory; never an identity number' }),
    name: Type.String({ description: 'His name, as his colleagues see it' }),
    department: Nullable(Type.String(), {
      description: 'Department code, e.g. `GA`; null for the reform office and the operator',
    }),
    roles: Type.Array(OneOf(officerRoles), { description: 'What he may do; at least one' }),
  },
  { title: 'Officer', description: 'An officer, as the city’s staff directory names him.' },
);
export type Officer = Static<typeof Officer>;

/** Begin to sign in: where the directory sends the browser back to. */
export const BeginSignInBody = Type.Object(
  {
    redirectAddress: Type.String({
      format: 'uri',
      maxLength: 500,
      description: 'Where the browser comes back to; one of those the service is configured with',
    }),
  },
  { title: 'BeginSignInBody', additionalProperties: false },
);
export type BeginSignInBody = Static<typeof BeginSignInBody>;

/** Where to send the browser, and what to keep until it is back. */
export const BegunSignIn = Type.Object(
  {
    address: Type.String({ format: 'uri', description: 'The staff directory’s sign-in page' }),
    state: Type.String({
      description: 'Sealed; keep it in the page that began (never in an address) and send it with the code',
    }),
    expiresAt: Time('When it is too late to come back'),
  },
  { title: 'BegunSignIn', description: 'Where to send the browser, and what to keep until it is back.' },
);
export type BegunSignIn = Static<typeof BegunSignIn>;

/** Finish signing in: what the directory gave the browser, and what was kept. */
export const OfficerSignInBody = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 2000, description: '`code` of the address the browser came back to' }),
    state: Type.String({ minLength: 1, maxLength: 4000, description: '`state` of `officers.beginSignIn`' }),
  },
  { title: 'OfficerSignInBody', additionalProperties: false },
);
export type OfficerSignInBody = Static<typeof OfficerSignInBody>;

/** An officer's session; the token is shown once. */
export const OfficerSession = Type.Object(
  {
    token: Type.String({ description: 'Bearer token; keep it like a password' }),
    expiresAt: Time('When the session ends: a working day after signing in, at most'),
    officer: Officer,
  },
  { title: 'OfficerSession', description: 'An officer’s session.' },
);
export type OfficerSession = Static<typeof OfficerSession>;

/** The signed-in officer. */
export const OfficerMe = Type.Object(
  { officer: Officer, expiresAt: Time('When the session ends') },
  { title: 'OfficerMe', description: 'The signed-in officer.' },
);
export type OfficerMe = Static<typeof OfficerMe>;
