// Sends SMS: one-time codes and notices, each by a template the SMS service has registered.
import type { NoticeKind } from '@onetrip/shared/contract';
import type { GatewayConfig } from '../config/index.ts';
import { ProblemError } from '../http/problem.ts';

/** A message: its template and what fills it. Of a case it holds the matter's name and the number, and nothing more. */
export type SmsMessage = {
  /** A message with the same id is sent once. */
  messageId: string;
  mobile: string;
} & (
  | { template: 'signInCode'; parameters: { code: string; minutes: string } }
  | { template: NoticeKind; parameters: { matter: string; number: string } }
);

/** The SMS service. */
export interface Sms {
  /** @throws ProblemError `sms_unavailable` */
  send(message: SmsMessage): Promise<void>;
}

const deadlineMs = 5_000;

export function createSms({ url, key }: GatewayConfig['sms']): Sms {
  return {
    async send(message) {
      const response = await fetch(`${url.replace(/\/$/, '')}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(message),
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
