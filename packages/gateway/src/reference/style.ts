// How the reference looks: the product's celadon, paper and ink.
import { Html } from './html.ts';

/** The page's one style sheet; its hash stands in the content security policy. */
export const style = new Html(`
:root { color-scheme: light dark; --paper: #faf8f3; --surface: #fff; --ink: #1c2b2d; --mist: #566468; --celadon: #1f6b5a;
  --tint: #e4f0eb; --line: #d9dcd8; --seal: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --paper: #121a1b; --surface: #1b2526; --ink: #e8edea; --mist: #a3b1b0;
  --celadon: #7cc4ae; --tint: #1d332d; --line: #35423f; --seal: #ff8a7a; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 16px; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; display: grid; grid-template-columns: 248px minmax(0, 1fr); background: var(--paper); color: var(--ink);
  font: 16px/1.6 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 24px 16px 40px 24px; border-right: 1px solid var(--line); font-size: 14px; }
nav h2 { margin: 20px 0 4px; font-size: 13px; color: var(--mist); font-weight: 600; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav li a { display: block; padding: 3px 8px; border-radius: 6px; text-decoration: none; color: var(--ink); }
nav li a:hover { background: var(--tint); color: var(--celadon); }
.brand { text-decoration: none; color: var(--ink); font-size: 15px; }
.brand b { color: var(--seal); display: block; font-size: 20px; }
main { padding: 40px clamp(16px, 5vw, 64px) 120px; max-width: 1040px; }
h1 { margin: 0 0 8px; font-size: 32px; line-height: 1.25; }
h1 i, th i { color: var(--mist); font-size: 13px; font-style: normal; font-weight: 400; }
.lead { color: var(--mist); max-width: 72ch; }
main > h2 { margin: 56px 0 4px; font-size: 24px; }
section { margin: 16px 0; padding: 20px 24px; border-radius: 12px; background: var(--surface); box-shadow: 0 1px 12px rgb(28 43 45 / 6%); }
section h3 { margin: 0 0 4px; font-size: 18px; }
section h3 a { color: inherit; text-decoration: none; }
h4 { margin: 16px 0 4px; font-size: 13px; color: var(--mist); font-weight: 600; }
p { margin: 4px 0; overflow-wrap: anywhere; }
a { color: var(--celadon); text-underline-offset: 3px; }
a:focus-visible { outline: 3px solid var(--celadon); outline-offset: 2px; border-radius: 4px; }
code { font: 0.9em/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
.line b { display: inline-block; min-width: 58px; padding: 1px 8px; border-radius: 6px; background: var(--tint); color: var(--celadon); text-align: center; font-size: 13px; }
.line b.DELETE { color: var(--seal); }
.by { color: var(--mist); font-size: 14px; }
.code { display: inline-block; margin: 2px 4px 2px 0; padding: 1px 8px; border-radius: 6px; background: var(--tint);
  font: 13px/1.6 ui-monospace, Menlo, Consolas, monospace; text-decoration: none; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
thead th { color: var(--mist); font-size: 12px; font-weight: 600; }
th, td { padding: 8px 12px 8px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
tbody th { font-weight: 500; width: 30%; }
.problems tr:target th { color: var(--seal); }
.problems span { font-weight: 500; }
@media (max-width: 800px) {
  body { display: block; }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); padding: 16px; columns: 2; }
  nav h2 { break-after: avoid; }
  .brand { column-span: all; display: block; }
  section { padding: 16px; }
  thead { display: none; }
  tr { display: block; padding: 8px 0; border-top: 1px solid var(--line); }
  th, td { display: block; width: auto !important; border: 0; padding: 2px 0; }
}
`);
