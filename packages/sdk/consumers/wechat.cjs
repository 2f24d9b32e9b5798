// A phone: an engine with ECMAScript, timers and `wx`, and nothing else – no URL, no fetch, no AbortController.
const assert = require('node:assert/strict');
const { randomFillSync } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { request } = require('node:http');
const { createContext, runInContext } = require('node:vm');
const { startServer, useClient } = require('./scenario.cjs');

/** `wx.request` over node:http. */
const wx = {
  request({ url, method, header, data, success, fail }) {
    const sent = request(url, { method, headers: header }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => {
        text += part;
      });
      answer.on('end', () => success({ statusCode: answer.statusCode, header: answer.headers, data: text }));
    });
    sent.on('error', ({ message }) => fail({ errMsg: `request:fail ${message}` }));
    sent.end(data);
    return { abort: () => sent.destroy() };
  },
  getRandomValues: ({ length, success }) => success({ randomValues: randomFillSync(new Uint8Array(length)).buffer }),
};

const context = createContext({ wx, setTimeout, clearTimeout });
assert.equal(
  runInContext('[typeof URL, typeof fetch, typeof process, typeof window].join()', context).replaceAll('undefined', ''),
  ',,,',
);
runInContext(readFileSync(process.argv[2], 'utf8'), context);

startServer().then(async (server) => {
  await useClient(context.OneTrip, server.url);
  server.close();
  console.log('phone: done');
});
