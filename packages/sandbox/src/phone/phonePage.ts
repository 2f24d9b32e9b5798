// The simulated phone as a page: pick whose it is, read messages, scan a payment code, type the PIN.
import { page, seal } from './look.ts';
import { phoneScript } from './phoneScript.ts';

const style = `
body{display:flex;justify-content:center;min-height:100vh}
#phone{width:100%;max-width:375px;min-height:100vh;padding:16px 16px 40px;display:flex;flex-direction:column;gap:16px;position:relative}
@media (min-width:480px){body{align-items:center;padding:24px;background:var(--celadon-tint)}#phone{min-height:760px;max-height:calc(100vh - 48px);overflow:auto;background:var(--paper);border-radius:36px;border:10px solid var(--ink);box-shadow:var(--shadow)}}
header{display:flex;gap:12px;align-items:center}header .seal{width:32px;height:32px}header h1{font-size:20px}
#numbers{white-space:pre-line;display:block}h2{margin:0 0 8px;font-size:17px}label{display:block;font-size:14px;color:var(--mist);margin-bottom:4px}
.message{padding:12px 0;border-top:1px solid var(--line)}.message:first-child{border:0;padding-top:0}.message time{display:block;font-size:14px;color:var(--mist)}.message b{font-size:24px;letter-spacing:2px;display:block}
.code{display:flex;justify-content:space-between;gap:12px;width:100%;text-align:left;margin-top:8px;font-weight:400}.code b{white-space:nowrap}
.row{display:flex;gap:8px}.row input{flex:1;min-width:0}
#result{min-height:28px;font-weight:600}.good{color:var(--celadon)}.bad{color:var(--seal)}
dialog{border:0;padding:24px 16px;width:100%;max-width:375px;margin:auto auto 0;border-radius:20px 20px 0 0;background:var(--surface);color:var(--ink);text-align:center}
@media (min-width:480px){dialog{margin:auto;border-radius:20px}}dialog::backdrop{background:#0008}
.amount{font-size:40px;font-weight:700;line-height:1.2;margin:8px 0 16px}
#pin{letter-spacing:14px;text-align:center;font-size:24px;max-width:240px;margin:0 auto 8px}
dialog .row{justify-content:center;margin-top:16px}
`;

/** The page; everything on it comes from the phone API of this server. */
export const phonePage = (): string =>
  page(
    '模拟手机 · 一证通办',
    style,
    `<main id="phone">
<header>${seal}<div><h1>模拟手机</h1><small>A simulated phone · 沙盒</small></div></header>
<section class="card"><label for="person">这是谁的手机 · whose phone</label><select id="person"></select><p id="story" style="margin-top:8px"></p><small id="numbers"></small></section>
<section class="card" aria-labelledby="messages-title"><h2 id="messages-title">短信 <small>Messages</small></h2><div id="messages" aria-live="polite"></div></section>
<section class="card" aria-labelledby="scan-title"><h2 id="scan-title">扫一扫付款 <small>Scan to pay</small></h2>
<form id="scan"><label for="code">粘贴二维码里的内容，或点下面等人扫的码</label><div class="row"><input id="code" placeholder="weixin://wxpay/…" autocomplete="off" spellcheck="false"><button>扫码</button></div></form>
<div id="codes"></div><p id="result" role="status"></p></section>
<p><small><a href="/">沙盒首页</a> · 付款不花真钱 · No real money</small></p>
</main>
<dialog id="pay"><form method="dialog"><p id="what" class="mist"></p><p class="amount" id="amount"></p><label for="pin">支付密码（沙盒里都是 123456）</label><input id="pin" type="password" inputmode="numeric" maxlength="6" autocomplete="off"><p id="pin-said" class="bad" role="alert"></p><div class="row"><button class="quiet" value="cancel" type="button" id="cancel">不付了</button><button id="confirm" value="pay">付款</button></div></form></dialog>
<script>${phoneScript}</script>`,
  );
