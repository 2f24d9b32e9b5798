// Sends one-time codes by SMS.
import type { GatewayConfig } from '../config.ts';
import { ProblemError } from '../http/problem.ts';

/** The SMS service. */
export interface Sms {
  /**
   * @param message `messageId`: a message with the same id is sent once
   * @throws ProblemError `sms_unavailable`
   */
  sendCode(message: { messageId: string; mobile: string; code: string; minutes: number }): Promise<void>;
}

const deadlineMs = 5_000;

export function createSms({ url, key }: GatewayConfig['sms']): Sms {
  return {
    async sendCode({ messageId, mobile, code, minutes }) {
      const response = await fetch(`${url.replace(/\/$/, '')}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          messageId,
          mobile,
          template: 'signInCode',
          parameters: { code, minutes: String(minutes) },
        }),
        signal: AbortSignal.timeout(deadlineMs),
        redirect: 'error',
      }).catch((cause: unknown) => {
        throw new ProblemError('sms_unavailable', { cause });
      });
      await response.body?.cancel();
      if (!response.ok) throw new ProblemError('sms_unavailable');
    },
  };
}
