// The sales desk: a list of cars; choosing one opens its registration, prefilled with the VIN.
import { showCases } from '/cases-page.js';

const words = {
  zh: {
    shop: '示例汽车 · 天目山路店',
    desk: '新车上牌，店内办结',
    adviser: '上牌专员',
    toRegister: '待上牌',
    restTitle: '选择一辆车',
    restText: '购车人带身份证或市民卡即可，号牌在店内选定。身份信息只在办理区内显示，本店系统看不到，也不保存。',
    choose: '选择',
    register: '办理上牌',
    close: '关闭办理区',
    invented: '示例门店，车辆与人物均为虚构',
    buyer: (surname) => `${surname}先生/女士`,
    issued: '发票已开',
    open: '待开发票',
    registered: '已提交',
    count: (n) => `${n} 辆`,
    other: 'English',
  },
  en: {
    shop: 'Example Motors · Tianmushan Road',
    desk: 'New cars registered in the shop',
    adviser: 'Registrations',
    toRegister: 'To register',
    restTitle: 'Choose a car',
    restText:
      'The buyer needs an ID card or citizen card, and chooses the plate here. Identity data stays inside the service area; the shop neither sees nor keeps it.',
    choose: 'choose',
    register: 'register',
    close: 'close the service area',
    invented: 'An example: shop, cars and people are invented',
    buyer: (surname) => `Buyer ${surname}`,
    issued: 'Invoiced',
    open: 'Invoice open',
    registered: 'Filed',
    count: (n) => `${n}`,
    other: '中文',
  },
};

const $ = (id) => document.getElementById(id);
let language = 'zh';
let chosen = null;
const filed = new Set();

const { operator, cars } = await (await fetch('/desk')).json();

const tag = (name, className, textContent) => Object.assign(document.createElement(name), { className, textContent });

/** A car seen from the side, in its own colour: a colour name alone says little. */
function silhouette(colour) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 40 26');
  svg.setAttribute('aria-hidden', 'true');
  const part = (name, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    svg.append(element);
  };
  part('path', {
    d: 'M3 19v-6l6-2 5-6h11l6 6 5 2v6z',
    fill: colour,
    stroke: 'currentColor',
    'stroke-opacity': '.45',
    'stroke-linejoin': 'round',
  });
  part('circle', { cx: 11, cy: 20, r: 4, fill: 'currentColor' });
  part('circle', { cx: 29, cy: 20, r: 4, fill: 'currentColor' });
  return svg;
}

function row(car) {
  const text = words[language];
  const button = tag('button', 'car');
  button.type = 'button';
  button.setAttribute('aria-pressed', String(car === chosen));
  button.setAttribute('aria-disabled', String(!car.invoiced));
  button.dataset.vin = car.vin;
  const model = tag('span', 'model', `${car.model[language]} `);
  model.append(tag('small', '', car.colour[language]));
  const done = filed.has(car.vin);
  button.append(
    silhouette(car.paint),
    model,
    tag('span', 'buyer', text.buyer(car.surname)),
    tag('span', 'vin', car.vin),
    tag('span', car.invoiced ? 'state' : 'state open', done ? text.registered : car.invoiced ? text.issued : text.open),
  );
  button.addEventListener('click', () => open(car));
  const item = document.createElement('li');
  item.append(button);
  return item;
}

function draw() {
  const text = words[language];
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = text.shop;
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = text[element.dataset.t];
  $('operator').textContent = operator.name;
  $('language').textContent = text.other;
  $('count').textContent = text.count(cars.length);
  $('rest').hidden = chosen !== null;
  $('cars').replaceChildren(...cars.map(row));
}

function open(car) {
  if (!car.invoiced || car === chosen) return;
  close();
  chosen = car;
  draw();
  const point = document.createElement('onetrip-service-point');
  point.setAttribute('session-url', `/onetrip-session?vin=${car.vin}`);
  point.setAttribute('label', `${car.model[language]} ${car.vin}`);
  point.setAttribute('fit', 'fill');
  point.addEventListener('filed', () => {
    filed.add(car.vin);
    draw();
  });
  $('stage').append(point);
}

function close() {
  document.querySelector('onetrip-service-point')?.remove();
  chosen = null;
  draw();
}

$('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh';
  draw();
});
document.addEventListener('keydown', (event) => {
  const buttons = [...document.querySelectorAll('.car')];
  const place = buttons.indexOf(document.activeElement);
  if (event.key === 'F4') close();
  else if (event.key === 'ArrowDown') buttons[Math.min(place + 1, buttons.length - 1)]?.focus();
  else if (event.key === 'ArrowUp') buttons[Math.max(place - 1, 0)]?.focus();
  else return;
  event.preventDefault();
});

draw();
document.querySelector('.car')?.focus();
showCases(() => language);
