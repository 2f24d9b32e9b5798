// The product's look for the sandbox's pages: tokens, type, and the seal.

/** Text made safe to stand in HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The seal, the product's mark: in outline, for nothing is issued in a sandbox. */
export const seal = `<svg class="seal" viewBox="0 0 64 64" aria-hidden="true" fill="none" stroke="currentColor" stroke-linecap="round"><rect x="5" y="5" width="54" height="54" rx="13" stroke-width="3.5"/><path d="M17 33.5c9-2.4 20.5-2.4 30-.5" stroke-width="6.5"/></svg>`;

const tokens = `
:root{--paper:#FAF8F3;--surface:#fff;--ink:#1C2B2D;--mist:#566468;--celadon:#1F6B5A;--celadon-tint:#E4F0EB;--on-celadon:#fff;--seal:#B3261E;--amber:#8A5A00;--line:#D5DBDA;--shadow:0 1px 2px #1c2b2d14,0 8px 24px #1c2b2d12}
@media (prefers-color-scheme:dark){:root{--paper:#121A1B;--surface:#1B2526;--ink:#E8EDEA;--mist:#A3B1B0;--celadon:#7CC4AE;--celadon-tint:#1D332D;--on-celadon:#10201b;--seal:#FF8A7A;--amber:#E6B450;--line:#344043;--shadow:none}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.6 -apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:28px;line-height:1.3;margin:0}h2{font-size:20px;margin:40px 0 12px}p{margin:0}
a{color:var(--celadon)}.mist{color:var(--mist)}small{font-size:14px;font-weight:400;color:var(--mist)}
button,.button{font:inherit;font-weight:600;min-height:44px;padding:8px 20px;border:0;border-radius:12px;background:var(--celadon);color:var(--on-celadon);cursor:pointer;text-decoration:none;display:inline-block}
button.quiet{background:var(--celadon-tint);color:var(--celadon)}
button:disabled{opacity:.5;cursor:default}
input,select{font:inherit;width:100%;min-height:44px;padding:8px 12px;border:1px solid #8A9698;border-radius:12px;background:var(--surface);color:var(--ink)}
:focus-visible{outline:3px solid var(--celadon);outline-offset:2px}
.seal{width:40px;height:40px;color:var(--seal);flex:none}
.card{background:var(--surface);border-radius:12px;box-shadow:var(--shadow);padding:16px}
@media (prefers-reduced-motion:no-preference){.arrive{animation:arrive .3s ease-out}}
@keyframes arrive{from{opacity:0;transform:translateY(8px)}}
`;

/** A whole page in the product's look. `style` adds to it; `body` is trusted HTML. */
export const page = (title: string, style: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${tokens}${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
