// The sandbox's front page: what this is, who lives here, and what can be made to go wrong.
import { departments } from '../departments/list.ts';
import type { SandboxOptions } from '../options.ts';
import type { Person } from '../people/person.ts';
import { peers } from '../switches.ts';
import { escapeHtml, page, seal } from './look.ts';

const style = `
main{max-width:960px;margin:0 auto;padding:32px 16px 80px}
header{display:flex;gap:16px;align-items:center;margin-bottom:16px}
.stars{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:16px}
.stars h3{margin:0 0 4px;font-size:19px}.stars small{display:block;line-height:1.45;margin:4px 0 8px}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:15px}
th,td{text-align:left;padding:8px 12px 8px 0;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}td.wide{white-space:normal;min-width:220px}
form{display:flex;flex-wrap:wrap;gap:12px;align-items:center}form select{max-width:280px}form label{display:flex;gap:8px;align-items:center;min-height:44px}
form input[type=checkbox]{width:22px;min-height:22px;accent-color:var(--celadon)}form input[type=number]{width:110px}
code{background:var(--celadon-tint);padding:1px 6px;border-radius:6px;font-size:14px}#said{min-height:28px;margin-top:8px}
`;

const script = `
const form=document.getElementById('switches'),said=document.getElementById('said');
const boxes=['down','twice','wrongSignature','dropNotifications','answersOutOfOrder','answersNever','asksSupplement'],times=['slowMs','answersLateMs'];
let all=[];
const show=()=>{const now=all.find(one=>one.peer===form.peer.value).switches;
 for(const name of boxes){form[name].checked=!!now[name];form[name].disabled=!(name in now)}
 for(const name of times){form[name].value=now[name]||0;form[name].disabled=!(name in now)}};
const load=async()=>{all=(await(await fetch('/switches')).json()).items;show()};
const send=(path,body)=>fetch(path,{method:'POST',headers:{'content-type':'application/json'},body:JSON.stringify(body)});
form.peer.onchange=show;
form.onsubmit=async event=>{event.preventDefault();const body={};
 for(const name of times)if(!form[name].disabled)body[name]=Number(form[name].value);
 for(const name of boxes)if(!form[name].disabled)body[name]=form[name].checked;
 const answer=await send('/switches/'+form.peer.value,body);
 said.textContent=answer.ok?'已生效 · in effect':(await answer.json()).error;await load()};
document.getElementById('reset').onclick=async()=>{await send('/switches/reset',{});said.textContent='全部恢复正常 · all well again';await load()};
load();
`;

const names: Record<string, string> = {
  wechat: '微信登录 WeChat login',
  wechatPay: '微信支付 WeChat Pay',
  sms: '短信 SMS',
  staffDirectory: '工作人员统一身份认证 Staff directory',
  faceCheck: '人脸核身 Face check',
};
const peerName = (peer: string): string =>
  names[peer] ?? `${peer} ${departments.find(({ code }) => code === peer)?.name.zh ?? ''}`;

const star = ({ name, idNumber, mobile, story, cars }: Person): string => {
  const waiting = cars.find(({ plateNumber }) => plateNumber === null);
  return `<article class="card"><h3>${escapeHtml(name)}</h3><p>${escapeHtml(story?.zh ?? '')}</p><small>${escapeHtml(story?.en ?? '')}</small>
<p class="mist">身份证 ${idNumber}<br>手机 ${mobile}${waiting ? `<br>车辆识别代号 ${waiting.vin}` : ''}</p></article>`;
};

const row = ({ name, idNumber, mobile, local, cars, note }: Person): string =>
  `<tr><td>${escapeHtml(name)}</td><td>${idNumber}</td><td>${mobile}</td><td>${local ? '本市' : '外地'}</td><td>${cars.map(({ plateNumber, vin }) => plateNumber ?? vin).join('<br>')}</td><td class="wide">${escapeHtml(note?.zh ?? '')}</td></tr>`;

/** The page, with the people who live here now. */
export function indexPage(people: readonly Person[], agreements: SandboxOptions['agreements']): string {
  const stars = people.filter(({ story }) => story);
  const others = people.filter(({ story }) => !story);
  const registersOf = (code: string) => agreements.filter(({ department }) => department === code);
  const held = departments.filter(({ code }) => registersOf(code).length > 0);
  return page(
    '沙盒 · 一证通办',
    style,
    `<main>
<header>${seal}<div><h1>沙盒</h1><p class="mist">The outside world, simulated on this machine</p></div></header>
<p>这里扮演一证通办背后的各部门登记库、微信登录、微信支付和短信。人都是编的，协议是真的。<br><small>Departments’ registers, WeChat login, WeChat Pay and SMS, over their real protocols. Every person is invented.</small></p>
<p style="margin-top:16px"><a class="button" href="/phone">打开模拟手机</a></p>
<h2>先用这几位试试</h2><div class="stars">${stars.map(star).join('')}</div>
<h2>让对方出点问题</h2>
<div class="card"><form id="switches"><select name="peer" aria-label="对方">${peers.map((peer) => `<option value="${peer}">${escapeHtml(peerName(peer))}</option>`).join('')}</select>
<label>慢 <input name="slowMs" type="number" min="0" max="60000" step="100" value="0"> 毫秒</label>
<label><input name="down" type="checkbox"> 停机</label><label><input name="twice" type="checkbox"> 答两次</label><label><input name="wrongSignature" type="checkbox"> 签名错</label><label><input name="dropNotifications" type="checkbox"> 丢支付通知</label>
<label>次日答复再晚 <input name="answersLateMs" type="number" min="0" max="60000" step="100" value="0"> 毫秒</label><label><input name="answersOutOfOrder" type="checkbox"> 答复乱序</label><label><input name="answersNever" type="checkbox"> 一直不答复</label><label><input name="asksSupplement" type="checkbox"> 先要求补正</label>
<button>生效</button><button type="button" class="quiet" id="reset">全部恢复</button></form><p id="said" role="status" class="mist"></p></div>
<h2>其他 ${others.length} 人</h2><div class="scroll"><table><thead><tr><th>姓名</th><th>身份证号</th><th>手机</th><th>户籍</th><th>车辆</th><th>特别之处</th></tr></thead><tbody>${others.map(row).join('')}</tbody></table></div>
<h2>登记库</h2><div class="scroll"><table><tbody>${held
      .map(
        ({ code, name }) =>
          `<tr><td>${escapeHtml(name.zh)}</td><td class="wide">${registersOf(code)
            .map(({ register }) => `<code>${register}</code>`)
            .join(' ')}</td></tr>`,
      )
      .join('')}</tbody></table></div>
<p style="margin-top:24px"><small>机器可读：<a href="/people">/people</a> · <a href="/switches">/switches</a></small></p>
</main><script>${script}</script>`,
  );
}
