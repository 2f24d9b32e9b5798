// The tag <onetrip-service-point>: a government counter inside a bank's or a dealer's page, behind a cross-origin frame.
import { fetchHostSession, frameOriginOf, type HostSession, hasLapsed, readHostSession } from './hostSession.ts';
import { css, drawNotice, type FailureReason, type NoticeKind } from './notice.ts';
import { greet, type HostSettings, isGreeting, readToHost, type ToFrame, type ToHost } from './protocol.ts';

/** How long the frame may take to greet, in milliseconds. */
const greetingMs = 20_000;
/** A session that lapses sooner than this after it was given is not asked for again by itself, in milliseconds. */
const renewalPauseMs = 5_000;

/** The class exists outside browsers too, so that a server may import the module; only a browser can make one. */
export const ElementBase: typeof HTMLElement =
  typeof HTMLElement === 'undefined' ? (class {} as unknown as typeof HTMLElement) : HTMLElement;

/**
 * `<onetrip-service-point session-url="/counter/onetrip-session" lang="zh" theme="auto" label="3 号窗口">`
 *
 * Attributes: `session-url`, the host's own address that answers a POST with an embed session; or `session`, the session
 * itself as JSON (property: object); `label`, `lang` (zh, en), `theme` (light, dark, auto); `fit`: `content` (default), as
 * tall as what it shows, or `fill`, as tall as the box the page gives it, so that the customer's name and the next step
 * never scroll out of sight.
 *
 * Events, none of which carries identity data: `ready`, `resize`, `expired`; `filed` and `completed` with
 * `detail: { applicationId, state }`; `failed` with `detail: { reason }`.
 */
export class OneTripServicePoint extends ElementBase {
  static readonly observedAttributes = ['session', 'session-url', 'label', 'lang', 'theme'];

  private readonly tree: ShadowRoot;
  private given: HostSession | undefined;
  private used: HostSession | undefined;
  private frame: HTMLIFrameElement | undefined;
  private port: MessagePort | undefined;
  private visit: AbortController | undefined;
  private placed = false;
  private renewedAt = 0;

  constructor() {
    super();
    this.tree = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.tree.adoptedStyleSheets = [sheet];
  }

  /** The embed session, where the page itself has it; a new one replaces a lapsed one without closing the frame. */
  get session(): HostSession | undefined {
    return this.given;
  }

  set session(value: HostSession | undefined) {
    this.given = readHostSession(value);
    if (this.placed) void this.renew();
  }

  connectedCallback(): void {
    // A property set before the tag was known to the browser hides the accessor until it is set again.
    if (Object.keys(this).includes('session')) {
      const { session } = this;
      Reflect.deleteProperty(this, 'session');
      this.given = readHostSession(session);
    }
    this.placed = true;
    void this.open();
  }

  disconnectedCallback(): void {
    this.placed = false;
    this.close();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    if (name === 'session') this.session = readHostSession(after);
    else if (name === 'session-url') {
      if (this.placed) void this.open();
    } else this.applySettings();
  }

  /** Opens the frame, or opens it anew. */
  async open(): Promise<void> {
    this.close();
    const visit = new AbortController();
    this.visit = visit;
    this.show('opening');
    const session = await this.obtain(visit.signal);
    if (visit.signal.aborted) return;
    if (!session) {
      // A page that sets the property later is not at fault.
      if (this.given || this.hasAttribute('session-url')) this.fail('sessionUnavailable');
      return;
    }
    const origin = frameOriginOf(session.frameUrl, location.origin);
    if (!origin) return this.fail('frameNotAllowed');
    this.used = session;
    this.mount(session.frameUrl, origin, visit.signal);
  }

  /** Closes the frame and forgets the session in use. */
  private close(): void {
    this.visit?.abort();
    this.port?.close();
    this.frame?.remove();
    this.visit = undefined;
    this.port = undefined;
    this.frame = undefined;
    this.used = undefined;
  }

  private async obtain(signal: AbortSignal): Promise<HostSession | undefined> {
    const { given } = this;
    if (given && given !== this.used && !hasLapsed(given, Date.now())) return given;
    const url = this.getAttribute('session-url');
    if (url === null) return undefined;
    return fetchHostSession(new URL(url, document.baseURI).href, signal).catch(() => undefined);
  }

  private mount(frameUrl: string, origin: string, signal: AbortSignal): void {
    const frame = document.createElement('iframe');
    frame.src = frameUrl;
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms');
    frame.setAttribute('allow', "camera 'none'; microphone 'none'; geolocation 'none'; fullscreen 'none'");
    frame.referrerPolicy = 'no-referrer';
    frame.className = 'waiting';
    this.frame = frame;
    const timer = setTimeout(() => this.fail('frameUnreachable'), greetingMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
    window.addEventListener(
      'message',
      ({ source, origin: from, data }) => {
        if (source !== frame.contentWindow || from !== origin || !isGreeting(data, 'hello')) return;
        clearTimeout(timer);
        void this.connect(frame, origin, signal);
      },
      { signal },
    );
    this.applySettings();
    this.tree.append(frame);
  }

  /** Hands the frame its port, then the token over it: in no URL, and to no other origin. A reloaded frame comes here again. */
  private async connect(frame: HTMLIFrameElement, origin: string, signal: AbortSignal): Promise<void> {
    this.port?.close();
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = ({ data }) => this.hear(readToHost(data));
    frame.contentWindow?.postMessage(greet('connect'), origin, [port2]);
    if (this.used && hasLapsed(this.used, Date.now())) await this.renew();
    else this.sendSession();
    if (!signal.aborted) frame.className = '';
  }

  private hear(message: ToHost | undefined): void {
    if (!message) return;
    switch (message.type) {
      case 'resize':
        if (this.frame) this.frame.style.height = `${message.height}px`;
        this.tell('resize');
        break;
      case 'ready':
        this.tell('ready');
        break;
      case 'expired': {
        const { given } = this;
        this.tell('expired');
        // A page that gave another session while it was told has been served already.
        if (this.given === given) void this.renew();
        break;
      }
      default:
        this.tell(message.type, { applicationId: message.applicationId, state: message.state });
    }
  }

  /** Another session for the frame that stands; the frame is opened anew only when it moved, or there is none. */
  private async renew(): Promise<void> {
    const { visit, used } = this;
    if (!visit || !used || !this.port) return this.open();
    const fresh = this.given !== undefined && this.given.clientToken !== used.clientToken;
    if (!fresh) {
      if (!this.hasAttribute('session-url')) return;
      if (Date.now() - this.renewedAt < renewalPauseMs) return this.warn('sessionUnavailable');
    }
    this.renewedAt = Date.now();
    if (!fresh) this.given = undefined;
    const session = await this.obtain(visit.signal);
    if (visit.signal.aborted) return;
    if (!session) return this.warn('sessionUnavailable');
    if (session.frameUrl !== used.frameUrl) {
      this.given = session;
      return this.open();
    }
    this.used = session;
    this.sendSession();
  }

  private fail(reason: FailureReason): void {
    this.close();
    this.warn(reason);
  }

  /** Says what is wrong above the frame, where there is one: what was filled in there is not thrown away. */
  private warn(reason: FailureReason): void {
    this.show(reason);
    this.tell('failed', { reason });
  }

  private show(kind: NoticeKind): void {
    const retry = () => {
      this.renewedAt = 0;
      void this.renew();
    };
    this.clear();
    this.tree.prepend(drawNotice(kind, this.settings().language, retry));
  }

  private clear(): void {
    this.tree.querySelector('.notice')?.remove();
  }

  private settings(): HostSettings {
    const language = this.lang || document.documentElement.lang;
    const theme = this.getAttribute('theme');
    return {
      language: language === '' || /^zh\b/i.test(language) ? 'zh' : 'en',
      theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
      label: this.getAttribute('label') ?? '',
    };
  }

  private applySettings(): void {
    const settings = this.settings();
    if (this.frame)
      this.frame.title = settings.label || (settings.language === 'zh' ? '政务服务' : 'Government service');
    this.send({ type: 'settings', settings });
  }

  private sendSession(): void {
    if (!this.used) return;
    this.clear();
    this.send({ type: 'session', clientToken: this.used.clientToken, settings: this.settings() });
  }

  private send(message: ToFrame): void {
    this.port?.postMessage(message);
  }

  private tell(type: string, detail?: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/**
 * Makes the tag known to the browser; a second call, or a page without custom elements, does nothing.
 * @example
 * defineServicePoint();
 * counter.append(document.createElement('onetrip-service-point'));
 */
export function defineServicePoint(): void {
  if (typeof customElements === 'undefined' || customElements.get('onetrip-service-point')) return;
  customElements.define('onetrip-service-point', OneTripServicePoint);
}

declare global {
  interface HTMLElementTagNameMap {
    'onetrip-service-point': OneTripServicePoint;
  }
}
