// What the page of the simulated phone does, as the browser runs it.

/** Plain script; it calls only the phone API. */
export const phoneScript = `
const $ = id => document.getElementById(id);
const getJson = async path => (await fetch(path)).json();
const yuan = fen => '¥' + (fen / 100).toFixed(2);
let people = [], scanned = null;
const holder = () => people[$('person').selectedIndex];

const showMessages = async () => {
  const { items } = await getJson('/phone/messages?mobile=' + holder().mobile);
  const key = JSON.stringify(items);
  if ($('messages').dataset.shown === key) return;
  $('messages').dataset.shown = key;
  $('messages').replaceChildren(...(items.length ? items.map(({ text, parameters, at }) => {
    const box = document.createElement('div'); box.className = 'message arrive';
    const time = document.createElement('time'); time.textContent = at.slice(5, 16).replace('T', ' ');
    const code = document.createElement('b'); code.textContent = parameters.code;
    const words = document.createElement('span'); words.textContent = text;
    box.append(time, code, words); return box;
  }) : [Object.assign(document.createElement('small'), { textContent: '还没有短信。登录时要验证码，会到这里。' })]));
};

const showCodes = async () => {
  const { items } = await getJson('/phone/codes');
  const key = JSON.stringify(items);
  if ($('codes').dataset.shown === key) return;
  $('codes').dataset.shown = key;
  $('codes').replaceChildren(...items.slice(0, 5).map(({ codeUrl, description, amountFen }) => {
    const button = document.createElement('button'); button.type = 'button'; button.className = 'quiet code';
    const what = document.createElement('span'); what.textContent = description;
    const amount = document.createElement('b'); amount.textContent = yuan(amountFen);
    button.append(what, amount);
    button.onclick = () => open({ codeUrl, description, amountFen });
    return button;
  }));
};

const say = (text, good) => { $('result').textContent = text; $('result').className = good ? 'good arrive' : 'bad arrive'; };

const open = order => {
  scanned = order;
  $('what').textContent = order.description; $('amount').textContent = yuan(order.amountFen);
  $('pin').value = ''; $('pin-said').textContent = ''; $('result').textContent = '';
  $('pay').showModal(); $('pin').focus();
};

const pay = async () => {
  const answer = await fetch('/phone/pay', { method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ codeUrl: scanned.codeUrl, idNumber: holder().idNumber, pin: $('pin').value }) });
  const { outcome } = await answer.json();
  if (outcome === 'wrongPin') { $('pin-said').textContent = '密码不对，再试一次。'; $('pin').value = ''; $('pin').focus(); return; }
  $('pay').close();
  if (outcome === 'paid') say('已支付 ' + yuan(scanned.amountFen), true);
  else say(outcome === 'alreadyPaid' ? '这笔已经付过了，没有重复扣款。' : '这个码已失效，没有扣款。请回原页面重新出码。', false);
  $('code').value = ''; showCodes();
};

const showPerson = () => {
  const { story, note, idNumber, mobile } = holder();
  $('story').textContent = (story || note || { zh: '' }).zh;
  $('numbers').textContent = '手机 ' + mobile + '\\n身份证 ' + idNumber;
  sessionStorage.setItem('holder', mobile);
  showMessages();
};

$('person').onchange = showPerson;
$('scan').onsubmit = async event => {
  event.preventDefault();
  const { items } = await getJson('/phone/codes');
  const codeUrl = $('code').value.trim();
  const order = items.find(one => one.codeUrl === codeUrl);
  order ? open(order) : say('没有这个码在等人付款：也许已付、已关或已过期。', false);
};
$('pay').querySelector('form').onsubmit = event => { event.preventDefault(); pay(); };
$('cancel').onclick = () => $('pay').close();

(async () => {
  people = (await getJson('/people')).items;
  $('person').replaceChildren(...people.map(({ name, story, note }) => new Option(name + (story ? ' ★' : note ? ' · ' + note.zh : ''))));
  const last = people.findIndex(({ mobile }) => mobile === sessionStorage.getItem('holder'));
  $('person').selectedIndex = Math.max(last, 0);
  showPerson(); showCodes();
  setInterval(() => { if (!document.hidden) { showMessages(); showCodes(); } }, 1500);
})();
`;
