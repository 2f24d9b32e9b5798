// WeChat's JavaScript engine as the app meets it: the language, timers, `wx` and the page registers. No window, document, URL,
// fetch, XMLHttpRequest, TextEncoder, AbortController or crypto.
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import vm from 'node:vm';

/** What a page or component hands to the engine. */
export type Definition = Record<string, unknown>;

/** The engine with the app's code running in it. */
export interface Engine {
  /** What `App` was called with. */
  app: Definition;
  /** What `Page` was called with, by path. */
  pages: ReadonlyMap<string, Definition>;
  /** What `Component` was called with, by path. */
  components: ReadonlyMap<string, Definition>;
  /** A value of ours as one of the engine's own: arrays and objects carry the engine's prototypes. */
  adopt<T>(value: T): T;
}

/** Everything an engine is given from outside. */
export interface Surroundings {
  wx: Record<string, unknown>;
  getCurrentPages: () => unknown[];
  /** False once the app has been killed: no timer of its goes off any more. */
  isAlive: () => boolean;
  /** Called for whatever the app writes to its console as a warning or an error. */
  onComplaint: (text: string) => void;
}

/**
 * Runs the app's code, every page included.
 * @param folder the built mini-program
 * @param pagePaths pages of `app.json`
 */
export function startEngine(folder: string, pagePaths: readonly string[], surroundings: Surroundings): Engine {
  const pages = new Map<string, Definition>();
  const components = new Map<string, Definition>();
  let app: Definition | undefined;
  let running = '';
  const complain = (...words: unknown[]) => surroundings.onComplaint(words.map(String).join(' '));
  const quiet = () => {};
  const whileAlive = (callback: () => void) => () => {
    if (surroundings.isAlive()) callback();
  };

  const registerApp = (definition: Definition) => {
    app = definition;
  };
  const registerPage = (definition: Definition) => pages.set(running, definition);
  const registerComponent = (definition: Definition) => components.set(running, definition);

  const context = vm.createContext({
    wx: surroundings.wx,
    App: registerApp,
    Page: registerPage,
    Component: registerComponent,
    Behavior: quiet,
    getApp: () => app,
    getCurrentPages: surroundings.getCurrentPages,
    console: { log: quiet, info: quiet, debug: quiet, warn: complain, error: complain },
    setTimeout: (callback: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) =>
      setTimeout(
        whileAlive(() => callback(...given)),
        ms,
      ).unref(),
    clearTimeout,
    setInterval: (callback: () => void, ms?: number) => setInterval(whileAlive(callback), ms).unref(),
    clearInterval,
  });
  // Not every phone has it, so nothing may lean on it.
  vm.runInContext('delete globalThis.Intl; delete globalThis.WebAssembly;', context);
  const adoptText = vm.runInContext('(text) => JSON.parse(text)', context) as (text: string) => unknown;

  const modules = new Map<string, { exports: unknown }>();
  const load = (path: string): unknown => {
    const file = path.endsWith('.js') ? path : `${path}.js`;
    const known = modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    modules.set(file, module);
    const source = readFileSync(join(folder, file), 'utf8');
    const run = vm.runInContext(`(function (require, module, exports) {${source}\n})`, context, { filename: file }) as (
      ...given: unknown[]
    ) => void;
    run((name: string) => load(normalize(join(dirname(file), name))), module, module.exports);
    return module.exports;
  };
  load('app');
  for (const path of ['comp', ...pagePaths]) {
    running = path;
    load(path);
  }
  if (!app) throw new Error('the app did not register itself');
  return {
    app,
    pages,
    components,
    adopt: <T>(value: T): T => (value === undefined ? value : (adoptText(JSON.stringify(value)) as T)),
  };
}
