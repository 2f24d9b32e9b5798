// `onetrip sign-in` and `sign-out`: a session, asked for at the terminal and kept in the owner's file.
import type { Command } from './command.ts';
import { forgetSession, keepSession } from './session.ts';
import { wordsOf } from './words.ts';

/** Filing asks for a name that was checked with the police register. */
const realName = 2;

/** `onetrip sign-in`. */
export const signIn: Command = {
  usage: '',
  summary: 'asks for a mobile number and the code sent to it, then once for name and identity number',
  options: [],
  async run({ ask, client, env, baseUrl, language, tell }) {
    const texts = wordsOf(language);
    const service = client();
    const mobile = (await ask(texts.mobile)).trim();
    await service.identity.sendCode({ mobile });
    const code = (await ask(texts.code)).trim();
    const { token, citizen, expiresAt } = await service.identity.signIn({ kind: 'mobile', mobile, code });
    service.setToken(token);
    keepSession({ baseUrl: baseUrl(), token }, env);
    if (citizen.level < realName) {
      const name = (await ask(texts.name)).trim();
      const idNumber = (await ask(texts.idNumber, { hidden: true })).trim();
      await service.identity.verify({ name, idNumber });
    }
    tell({ signedIn: true, expiresAt }, [texts.signedIn]);
    return 0;
  },
};

/** `onetrip sign-out`. */
export const signOut: Command = {
  usage: '',
  summary: 'ends the session and forgets it',
  options: [],
  async run({ client, env, language, tell }) {
    try {
      await client().identity.signOut();
    } finally {
      // Whatever the service says, nobody goes on from this machine.
      forgetSession(env);
    }
    tell({ signedIn: false }, [wordsOf(language).signedOut]);
    return 0;
  },
};
