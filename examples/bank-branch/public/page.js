// The clerk's screen: calls a number, opens the service point for it, clears the screen when the customer leaves.
import { showCases } from '/cases-page.js';

const words = {
  zh: {
    bank: '示例银行 · 文新支行',
    desk: '3 号窗口 · 政务代办 一证通办',
    teller: '柜员',
    serving: '正在办理',
    next: '叫下一位',
    finish: '办结，清屏',
    waiting: '等候',
    toFrame: '进入办理区',
    restTitle: '请叫下一位',
    restText: '顾客带身份证或市民卡即可。办理内容只在办理区内显示，银行系统看不到，也不保存。',
    invented: '示例网点，人物与银行均为虚构',
    kind: '政务代办',
    minutes: (n) => `${n} 分钟`,
    since: (time) => `${time} 开始`,
    empty: '没有人在等候',
    other: 'English',
  },
  en: {
    bank: 'Example Bank · Wenxin Branch',
    desk: 'Counter 3 · Government services, one ID',
    teller: 'Teller',
    serving: 'Now serving',
    next: 'Call next',
    finish: 'Done, clear screen',
    waiting: 'Waiting',
    toFrame: 'Into the service area',
    restTitle: 'Call the next customer',
    restText:
      'An ID card or citizen card is enough. What is entered stays inside the service area; the bank neither sees nor keeps it.',
    invented: 'An example: bank and people are invented',
    kind: 'Government',
    minutes: (n) => `${n} min`,
    since: (time) => `since ${time}`,
    empty: 'Nobody is waiting',
    other: '中文',
  },
};

const $ = (id) => document.getElementById(id);
const tickets = ['A017', 'A018', 'A019', 'A020', 'A021'].map((number, place) => ({ number, waited: 14 - place * 3 }));
let language = 'zh';
let serving = null;

const clockTime = (date) => date.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });

function draw() {
  const text = words[language];
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = text.bank;
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = text[element.dataset.t];
  $('language').textContent = text.other;
  $('clock').textContent = clockTime(new Date());
  $('current').textContent = serving?.number ?? '–';
  $('currentSince').textContent = serving ? text.since(clockTime(serving.since)) : text.restTitle;
  $('count').textContent = tickets.length === 0 ? '' : tickets.length;
  $('next').hidden = serving !== null;
  $('next').disabled = tickets.length === 0;
  $('finish').hidden = serving === null;
  $('rest').hidden = serving !== null;
  $('tickets').replaceChildren(
    ...tickets.map(({ number, waited }) => {
      const item = document.createElement('li');
      item.append(
        Object.assign(document.createElement('b'), { textContent: number }),
        Object.assign(document.createElement('span'), { textContent: text.kind }),
        Object.assign(document.createElement('span'), { textContent: text.minutes(waited) }),
      );
      return item;
    }),
  );
}

function callNext() {
  if (serving !== null || tickets.length === 0) return;
  serving = { ...tickets.shift(), since: new Date() };
  draw();
  const point = document.createElement('onetrip-service-point');
  point.setAttribute('session-url', '/onetrip-session');
  point.setAttribute('label', words[language].desk);
  point.setAttribute('fit', 'fill');
  // Everything is done in the frame: Enter now clears the screen.
  point.addEventListener('completed', () => $('finish').focus());
  $('stage').append(point);
}

/** The customer turns away: the frame, and with it everything personal, is gone. */
function finish() {
  document.querySelector('onetrip-service-point')?.remove();
  serving = null;
  draw();
  $('next').focus();
}

$('next').addEventListener('click', callNext);
$('finish').addEventListener('click', finish);
$('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh';
  draw();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'F4') finish();
  else if (event.key === 'F6') document.querySelector('onetrip-service-point')?.focus();
  else if (event.key === 'Enter' && event.target === document.body) callNext();
  else return;
  event.preventDefault();
});

const { operator } = await (await fetch('/desk')).json();
$('operator').textContent = operator.name;
setInterval(() => {
  $('clock').textContent = clockTime(new Date());
}, 10_000);
draw();
$('next').focus();
showCases(() => language);
