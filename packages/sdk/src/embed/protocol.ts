// What the tag on the host page and the frame say to each other; everything received is read with suspicion.

/** Marks a window message as ours, and its version. */
const mark = 'onetrip/1';

/** How the frame should look and speak. */
export interface HostSettings {
  readonly language: 'zh' | 'en';
  readonly theme: 'light' | 'dark' | 'auto';
  /** What the host calls this place, e.g. `3 号窗口`; shown, never trusted. */
  readonly label: string;
}

/** The first words, over `window.postMessage`: no secret is in them. */
export type Greeting = 'hello' | 'connect';

/** From the tag to the frame, over the port. */
export type ToFrame =
  | { readonly type: 'session'; readonly clientToken: string; readonly settings: HostSettings }
  | { readonly type: 'settings'; readonly settings: HostSettings };

/** An application as the host may know it: which one, and how far. */
export interface ApplicationNotice {
  readonly applicationId: string;
  readonly state: string;
}

/** From the frame to the tag, over the port. */
export type ToHost =
  | { readonly type: 'ready' | 'expired' }
  | { readonly type: 'resize'; readonly height: number }
  | ({ readonly type: 'filed' | 'completed' } & ApplicationNotice);

/** A greeting as sent. */
export const greet = (greeting: Greeting): { readonly protocol: string; readonly type: Greeting } => ({
  protocol: mark,
  type: greeting,
});

/** Whether a window message is this greeting. */
export function isGreeting(data: unknown, greeting: Greeting): boolean {
  return isRecord(data) && data.protocol === mark && data.type === greeting;
}

const idPattern = /^[\w-]{1,64}$/;
const statePattern = /^[A-Za-z]{1,32}$/;
/** Lowest and highest frame, in CSS pixels: no frame may hide itself or push the host's page away. */
const heights = { least: 240, most: 20_000 };

/** Reads what the frame sent; undefined when it is none of ours. Whatever else stood in it is dropped here. */
export function readToHost(data: unknown): ToHost | undefined {
  if (!isRecord(data)) return undefined;
  const { type, height, applicationId, state } = data;
  if (type === 'ready' || type === 'expired') return { type };
  if (type === 'resize' && typeof height === 'number' && Number.isFinite(height)) {
    return { type, height: Math.round(Math.min(heights.most, Math.max(heights.least, height))) };
  }
  if (type !== 'filed' && type !== 'completed') return undefined;
  if (typeof applicationId !== 'string' || !idPattern.test(applicationId) || namesPerson(applicationId))
    return undefined;
  if (typeof state !== 'string' || !statePattern.test(state)) return undefined;
  return { type, applicationId, state };
}

/** Reads what the tag sent; undefined when it is none of ours. */
export function readToFrame(data: unknown): ToFrame | undefined {
  if (!isRecord(data) || !isRecord(data.settings)) return undefined;
  const { language, theme, label } = data.settings;
  const settings: HostSettings = {
    language: language === 'en' ? 'en' : 'zh',
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    label: typeof label === 'string' ? label.slice(0, 50) : '',
  };
  if (data.type === 'settings') return { type: 'settings', settings };
  if (data.type === 'session' && typeof data.clientToken === 'string') {
    return { type: 'session', clientToken: data.clientToken, settings };
  }
  return undefined;
}

/** An identity or mobile number is never an application's id; should one stand there by mistake, it stops here. */
const namesPerson = (id: string): boolean => /^(\d{15}|\d{17}[\dXx]|1\d{10})$/.test(id);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
