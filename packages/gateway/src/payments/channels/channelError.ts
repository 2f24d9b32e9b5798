// What can go wrong between us and a payment channel, free of anything that must not be logged.

/**
 * - `unavailable`: no answer, or a passing failure: ask again later.
 * - `refused`: the channel said no to this request.
 * - `untrusted`: an answer that is unsigned, wrongly signed, too old, unreadable or about something else.
 */
export type ChannelFault = 'unavailable' | 'refused' | 'untrusted';

/** Thrown by a payment channel; the message holds no key, no account, no body. */
export class ChannelError extends Error {
  override name = 'ChannelError';
  readonly fault: ChannelFault;
  /** The channel's own code, e.g. `ORDER_NOT_EXIST`. */
  readonly channelCode: string | undefined;

  constructor(fault: ChannelFault, message: string, channelCode?: string) {
    super(message);
    this.fault = fault;
    this.channelCode = channelCode;
  }
}
