// The directory's sign-in page: whoever uses the sandbox chooses which officer to be.
import { escapeHtml, page, seal } from '../phone/look.ts';
import { describe, staffOfficers } from './officers.ts';

const style = `
main{max-width:640px;margin:0 auto;padding:32px 16px 80px}
header{display:flex;gap:16px;align-items:center;margin-bottom:24px}
form{margin:0 0 12px}form button{width:100%;text-align:left;display:block}form small{display:block;color:inherit;opacity:.85}
`;
const head = (title: string, note: string) =>
  `<header>${seal}<div><h1>${title}</h1><p class="mist">${note}</p></div></header>`;

/** The list to choose from. @param query the authorization request, sent along unchanged */
export const signInPage = (query: string): string =>
  page(
    '工作人员统一身份认证 · 沙盒',
    style,
    `<main>${head('工作人员统一身份认证', 'The city’s staff directory, simulated. Every officer is invented.')}
${staffOfficers
  .map(
    (one) =>
      `<form method="post" action="authorize?${escapeHtml(query)}"><button name="sub" value="${one.sub}" class="quiet">${escapeHtml(one.name)}<small>${escapeHtml(describe(one)) || '无相关岗位'}</small></button></form>`,
  )
  .join('\n')}</main>`,
  );

/** What is shown where it would not be safe to send the browser back. */
export const refusalPage = (reason: string): string =>
  page('不能登录 · 沙盒', style, `<main>${head('不能登录', escapeHtml(reason))}</main>`);
