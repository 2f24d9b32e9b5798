// The first page of the site: who are you, in both languages.
import { layout } from './layout.mjs';

const readers = [
  [
    'citizen-app',
    '市民端应用',
    'A citizens’ app',
    '找到事项，提交一次，核验证照',
    'Find a matter, file once, verify the licence',
  ],
  ['bank', '银行网点', 'A bank’s counter', '在自己的页面上打开政务服务', 'Open the service on a page of yours'],
  ['dealer', '汽车经销商', 'A car dealer’s desk', '为刚卖出的车上好牌', 'Register the car you have just sold'],
  ['operator', '平台运维', 'The operator', '是否正常，由谁签名', 'Is it well, and who signs'],
];

const card = ([name, zh, en, zhWhat, enWhat]) => `<li><h2>${zh} <span lang="en">${en}</span></h2>
<p>${zhWhat}<br><span lang="en">${enWhat}</span></p>
<p><a href="zh/${name}.html">中文指南</a> <a href="en/${name}.html" lang="en">Guide in English</a></p></li>`;

/** The page. */
export const startPage = () =>
  layout(
    {
      address: 'index.html',
      language: 'zh',
      title: '文档 Documentation',
      other: 'en/index.html',
      html: `<h1>只需身份证，最多跑一次 <small lang="en">Nothing but an ID, and at most one trip</small></h1>
<p class="lead">您是哪一位？ <span lang="en">Who are you?</span></p>
<ul class="cards">${readers.map(card).join('')}</ul>
<p>还有 <a href="texts/architecture.html">架构与决策</a>、<a href="reference/index.html">SDK 参考</a>、<a href="/docs/api">API 参考</a>（英文）。
<br><span lang="en">And <a href="texts/architecture.html">how it is built, and why</a>, <a href="reference/index.html">the SDK’s reference</a>, <a href="/docs/api">the API</a>.</span></p>`,
    },
    [],
  );
