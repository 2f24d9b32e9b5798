// The built mini-program, running: pages come and go, a finger taps and types, and the test reads what stands on the screen.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Definition, type Engine, startEngine } from './engine.ts';
import { type Drawing, modernPath, openScreen, type PageEvent, type Screen } from './view.ts';
import { createWechat, type Phone, type SentRequest } from './wechat.ts';

export type { Phone, SentRequest } from './wechat.ts';

/** Where `build.mjs weapp` writes. */
export const builtFolder = fileURLToPath(new URL('../dist/weapp/', import.meta.url));

/** How much a page has sent to its view. */
export interface Traffic {
  calls: number;
  bytes: number;
  /** The largest single call, in bytes. */
  largest: number;
}

/** A running mini-program. */
export interface MiniProgram {
  /** Path of the page on top. */
  path(): string;
  /** Text on the page on top. */
  text(): string;
  has(id: string): boolean;
  attributes(id: string): Record<string, string>;
  /** Waits for the element, then taps it. */
  tap(id: string): Promise<void>;
  /** Two taps, the second before the app could answer the first. */
  doubleTap(id: string): Promise<void>;
  /** Waits for the field, then fills it in. */
  type(id: string, value: string): Promise<void>;
  /** WeChat's own way back. */
  back(): Promise<void>;
  /** Waits until something holds on the page on top; fails with what stood there. */
  until(what: string, holds: () => boolean, timeoutMs?: number): Promise<void>;
  /** Waits for an element. */
  see(id: string, timeoutMs?: number): Promise<void>;
  /** Waits for words. */
  read(words: string, timeoutMs?: number): Promise<void>;
  /** What the framework found doubtful in the templates, and what the app complained of. */
  warnings: readonly string[];
  /** By page path. */
  traffic: ReadonlyMap<string, Traffic>;
  requests: readonly SentRequest[];
  titles: readonly string[];
  /** Ends it, as a phone does: no page is told. */
  kill(): void;
}

interface PageInstance extends Definition {
  route: string;
}

interface OpenPage {
  instance: PageInstance;
  drawing: Drawing;
}

const call = (page: Definition, name: string, ...given: unknown[]): void => {
  const method = page[name];
  if (typeof method === 'function') method.apply(page, given);
};

const queryOf = (url: string): Record<string, string> => {
  const [, query = ''] = url.split('?');
  // As on a phone: values stay encoded.
  return Object.fromEntries(
    query
      .split('&')
      .filter(Boolean)
      .map((pair) => pair.split('=', 2) as [string, string]),
  );
};

/** Starts the built mini-program on a phone. */
export async function launch(phone: Phone, folder: string = builtFolder): Promise<MiniProgram> {
  const config = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')) as {
    pages: string[];
    subPackages?: { root: string; pages: string[] }[];
  };
  const pagePaths = [
    ...config.pages,
    ...(config.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
  ];
  const warnings: string[] = [];
  const requests: SentRequest[] = [];
  const titles: string[] = [];
  const traffic = new Map<string, Traffic>();
  const stack: OpenPage[] = [];
  let alive = true;

  const count = (path: string, text: string) => {
    const bytes = Buffer.byteLength(text);
    const before = traffic.get(path) ?? { calls: 0, bytes: 0, largest: 0 };
    traffic.set(path, {
      calls: before.calls + 1,
      bytes: before.bytes + bytes,
      largest: Math.max(before.largest, bytes),
    });
  };

  const openPage = (url: string) => {
    const path = (url.split('?')[0] ?? '').replace(/^\//, '');
    const definition = engine.pages.get(path);
    if (!definition) throw new Error(`page ${path} is not found`);
    const instance: PageInstance = Object.assign(Object.create(definition), {
      route: path,
      __route__: path,
      options: queryOf(url),
    });
    const onEvent = (event: PageEvent) => call(instance, 'eh', engine.adopt(event));
    const drawing = screen.draw(path, onEvent);
    instance.setData = (data: Record<string, unknown>, done?: () => void) => {
      const text = JSON.stringify(data);
      count(path, text);
      const copy = JSON.parse(text) as Record<string, unknown>;
      setTimeout(() => {
        if (!alive || !stack.some((page) => page.instance === instance)) return;
        drawing.setData(Object.fromEntries(Object.entries(copy).map(([key, value]) => [modernPath(key), value])));
        done?.();
      });
    };
    stack.push({ instance, drawing });
    call(instance, 'onLoad', engine.adopt(queryOf(url)));
    call(instance, 'onShow');
    call(instance, 'onReady');
  };
  const closeTop = () => {
    const closed = stack.pop();
    if (!closed) return;
    call(closed.instance, 'onUnload');
    closed.drawing.close();
  };
  const top = (): OpenPage => {
    const page = stack.at(-1);
    if (!page) throw new Error('no page is open');
    return page;
  };
  const navigateBack = (delta: number) => {
    for (let left = Math.min(delta, stack.length - 1); left > 0; left -= 1) closeTop();
    call(top().instance, 'onShow');
  };

  const wx = createWechat(
    phone,
    {
      navigateTo(url) {
        if (stack.length >= 10) throw new Error('webview count limit exceed');
        call(top().instance, 'onHide');
        openPage(url);
      },
      redirectTo(url) {
        closeTop();
        openPage(url);
      },
      reLaunch(url) {
        while (stack.length > 0) closeTop();
        openPage(url);
      },
      navigateBack,
    },
    requests,
    titles,
    () => alive,
  );
  const engine: Engine = startEngine(folder, pagePaths, {
    wx,
    getCurrentPages: () => stack.map(({ instance }) => instance),
    isAlive: () => alive,
    onComplaint: (text) => warnings.push(text),
  });
  const initialData = new Map([...engine.pages].map(([path, { data }]) => [path, data ?? {}]));
  const screen: Screen = openScreen(folder, initialData, (text) => warnings.push(text));
  call(engine.app, 'onLaunch', engine.adopt({ path: config.pages[0], query: {}, scene: 1001 }));
  call(engine.app, 'onShow', engine.adopt({ path: config.pages[0], query: {}, scene: 1001 }));
  openPage(`/${config.pages[0]}`);

  const until: MiniProgram['until'] = async (what, holds, timeoutMs = 10_000) => {
    const deadline = Date.now() + timeoutMs;
    while (!holds()) {
      if (Date.now() > deadline)
        throw new Error(`${what} did not come on ${top().instance.route}, which says: ${top().drawing.text()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const see: MiniProgram['see'] = (id, timeoutMs) => until(`#${id}`, () => top().drawing.has(id), timeoutMs);
  const settle = () => new Promise((resolve) => setTimeout(resolve, 30));
  /** Disabled things do not answer; a person waits until they do. */
  const ready = (id: string) =>
    until(`#${id} ready`, () => top().drawing.has(id) && top().drawing.attributes(id)['aria-disabled'] !== 'true');

  return {
    path: () => top().instance.route,
    text: () => top().drawing.text(),
    has: (id) => top().drawing.has(id),
    attributes: (id) => top().drawing.attributes(id),
    async tap(id) {
      await ready(id);
      top().drawing.happen(id, 'tap', {});
      await settle();
    },
    async doubleTap(id) {
      await ready(id);
      const { drawing } = top();
      drawing.happen(id, 'tap', {});
      drawing.happen(id, 'tap', {});
      await settle();
    },
    async type(id, value) {
      await see(id);
      top().drawing.happen(id, 'input', { value, cursor: value.length });
      await settle();
    },
    async back() {
      navigateBack(1);
      await settle();
    },
    until,
    see,
    read: (words, timeoutMs) => until(`“${words}”`, () => top().drawing.text().includes(words), timeoutMs),
    warnings,
    traffic,
    requests,
    titles,
    kill() {
      alive = false;
      for (const { drawing } of stack.splice(0)) drawing.close();
      screen.close();
    },
  };
}
