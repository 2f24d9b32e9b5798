// What the phone draws: the app's own templates, compiled and rendered by WeChat's open component framework over jsdom.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** An element of the rendered tree, as far as it is used. */
interface Element {
  id: string;
  dataset: Record<string, unknown>;
  triggerEvent(name: string, detail: unknown, options: { bubbles: boolean; composed: boolean }): void;
  getBackendElement(): HTMLElement;
}

interface RenderedComponent {
  setData(data: Record<string, unknown>): void;
  $: undefined;
}

interface Root {
  get(): RenderedComponent;
  getComponent(): {
    getShadowRoot(): {
      querySelector(selector: string): Element | null;
      querySelectorAll(selector: string): Element[];
    } | null;
    getBackendElement(): HTMLElement;
  };
  attach(parent: HTMLElement, placeholder: HTMLElement): void;
  release(): void;
}

/** An event as WeChat hands it to a page. */
export interface PageEvent {
  type: string;
  timeStamp: number;
  detail: unknown;
  target: { id: string; dataset: Record<string, unknown> };
  currentTarget: { id: string; dataset: Record<string, unknown> };
}

/** One page, drawn. */
export interface Drawing {
  setData(data: Record<string, unknown>): void;
  /** Text in reading order. */
  text(): string;
  has(id: string): boolean;
  /** The element's attributes. */
  attributes(id: string): Record<string, string>;
  /** Lets an event happen at an element; it bubbles as a finger's would. */
  happen(id: string, type: string, detail: unknown): void;
  close(): void;
}

/** All pages' templates, ready to be drawn. */
export interface Screen {
  draw(path: string, onEvent: (event: PageEvent) => void): Drawing;
  close(): void;
}

/** In the framework's own notation an event's name follows a colon. */
const modernEvents = (wxml: string): string => wxml.replace(/\b(bind|catch)([a-z]+)=/g, '$1:$2=');

/** In the framework's own notation an index follows its list at once. */
export const modernPath = (path: string): string => path.replace(/\.\[/g, '[');

/** Windows of the screens that are open; several phones may be on at once, and go off in any order. */
const opened: (Window & { document: Document })[] = [];
const before = { window: Reflect.get(globalThis, 'window'), document: Reflect.get(globalThis, 'document') };

/** Puts the newest window that is still open where the framework finds it; after the last, what was there before. */
function showWindow(): void {
  const newest = opened[opened.length - 1];
  Object.assign(globalThis, newest ? { window: newest, document: newest.document } : before);
}

/**
 * Compiles every template of the built mini-program.
 * @param initialData what each page begins with
 * @param onWarning called for everything the framework finds doubtful
 */
export function openScreen(
  folder: string,
  initialData: ReadonlyMap<string, unknown>,
  onWarning: (text: string) => void,
): Screen {
  const { JSDOM } = require('jsdom') as { JSDOM: new (html: string) => { window: Window & { document: Document } } };
  const dom = new JSDOM('<!DOCTYPE html><body></body>');
  // The framework draws into the window it finds; the app's engine never sees it.
  opened.push(dom.window);
  showWindow();
  const framework = require('glass-easel') as {
    addGlobalWarningListener(listener: (text: string) => void): void;
    removeGlobalWarningListener(listener: (text: string) => void): void;
    CurrentWindowBackendContext: new () => unknown;
  };
  const { MiniProgramEnv } = require('glass-easel-miniprogram-adapter') as { MiniProgramEnv: new () => Environment };
  const { TmplGroup } = require('glass-easel-template-compiler') as { TmplGroup: new () => TemplateGroup };

  const group = new TmplGroup();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const name = file.replaceAll('\\', '/');
    if (name.endsWith('.wxml'))
      group.addTmpl(name.slice(0, -5), modernEvents(readFileSync(join(folder, file), 'utf8')));
    if (name.endsWith('.wxs')) group.addScript(name.slice(0, -4), readFileSync(join(folder, file), 'utf8'));
  }
  const groupList = new Function(`return ${group.getTmplGenObjectGroups()}`)() as Record<string, unknown>;
  group.free();

  const warn = (text: string) => onWarning(text);
  framework.addGlobalWarningListener(warn);
  const space = new MiniProgramEnv();
  const code = space.createCodeSpace('', true);
  let handle: (event: PageEvent) => void = () => {};
  const eh = (event: FrameworkEvent) => handle(pageEvent(event));
  const register = (path: string, part: Record<string, unknown>) => {
    code.addComponentStaticConfig(path, JSON.parse(readFileSync(join(folder, `${path}.json`), 'utf8')));
    code.addCompiledTemplate(path, { groupList, content: groupList[path] });
    code
      .component(path)
      .definition({ ...part, methods: { eh } })
      .register();
  };
  register('comp', { properties: { i: Object, l: String } });
  for (const [path, data] of initialData) register(path, { data: JSON.parse(JSON.stringify(data)) });
  const backend = space.associateBackend(new framework.CurrentWindowBackendContext());
  const { body } = dom.window.document;

  return {
    draw(path, onEvent) {
      const root = backend.createRoot('body', code, path);
      const placeholder = dom.window.document.createElement('div');
      body.append(placeholder);
      root.attach(body, placeholder);
      const find = (id: string): Element | null => root.getComponent().getShadowRoot()?.querySelector(`#${id}`) ?? null;
      const must = (id: string): Element => {
        const found = find(id);
        if (!found) throw new Error(`there is no #${id} on ${path}`);
        return found;
      };
      return {
        setData: (change) => root.get().setData(change),
        text: () => readable(root.getComponent().getBackendElement()),
        has: (id) => find(id) !== null,
        attributes(id) {
          const element = must(id).getBackendElement();
          return Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
        },
        happen(id, type, detail) {
          const element = must(id);
          handle = onEvent;
          element.triggerEvent(type, detail, { bubbles: type === 'tap', composed: true });
        },
        close: () => root.release(),
      };
    },
    close() {
      framework.removeGlobalWarningListener(warn);
      opened.splice(opened.indexOf(dom.window), 1);
      showWindow();
      dom.window.close();
    },
  };
}

interface FrameworkEvent {
  type?: string;
  detail: unknown;
  target: { id: string; dataset: Record<string, unknown> };
  currentTarget: { id: string; dataset: Record<string, unknown> };
}

/** An event without the framework's own objects, as WeChat sends it over to the app's engine. */
function pageEvent({ type = 'tap', detail, target, currentTarget }: FrameworkEvent): PageEvent {
  const at = ({ id, dataset }: FrameworkEvent['target']) => ({ id, dataset: { ...dataset } });
  return { type, timeStamp: Date.now(), detail, target: at(target), currentTarget: at(currentTarget) };
}

/** The text of a tree, a space between what stands in different elements. */
function readable(node: Node): string {
  if (node.nodeType === 3) return node.textContent ?? '';
  return [...node.childNodes].map(readable).filter(Boolean).join(' ');
}

interface TemplateGroup {
  addTmpl(path: string, source: string): void;
  addScript(path: string, source: string): void;
  getTmplGenObjectGroups(): string;
  free(): void;
}

interface Environment {
  createCodeSpace(
    id: string,
    main: boolean,
  ): {
    addComponentStaticConfig(path: string, config: unknown): void;
    addCompiledTemplate(path: string, template: unknown): void;
    component(path: string): { definition(definition: unknown): { register(): void } };
  };
  associateBackend(backend: unknown): { createRoot(tag: string, code: unknown, path: string): Root };
}
