// Threat: what crosses between tag and frame, or comes from the host's back end, is not what it says it is.
import { describe, expect, test } from '@jest/globals';
import { frameOriginOf, readHostSession } from '../src/embed/hostSession.ts';
import { readToFrame, readToHost } from '../src/embed/protocol.ts';

describe('what crosses the port', () => {
  test('from the frame is only an application’s id and state', () => {
    expect(readToHost({ type: 'filed', applicationId: 'a1', state: 'submitted', name: '王小明' })).toEqual({
      type: 'filed',
      applicationId: 'a1',
      state: 'submitted',
    });
    expect(readToHost({ type: 'resize', height: 1e9 })).toEqual({ type: 'resize', height: 20_000 });
    expect(readToHost({ type: 'resize', height: 0 })).toEqual({ type: 'resize', height: 240 });
  });

  test.each([
    [{ type: 'filed', applicationId: '11010519491231002X', state: 'submitted' }],
    [{ type: 'filed', applicationId: '13800138000', state: 'submitted' }],
    [{ type: 'filed', applicationId: 'a1', state: '王小明' }],
    [{ type: 'resize', height: Number.NaN }],
    [{ type: 'anything' }],
    ['ready'],
    [null],
  ])('%p from the frame is dropped', (message) => expect(readToHost(message)).toBeUndefined());

  test('to the frame is bounded', () => {
    const settings = { language: 'fr', theme: 'pink', label: 'x'.repeat(99) };
    expect(readToFrame({ type: 'settings', settings })).toEqual({
      type: 'settings',
      settings: { language: 'zh', theme: 'auto', label: 'x'.repeat(50) },
    });
    expect(readToFrame({ type: 'session', settings })).toBeUndefined();
    expect(readToFrame({ type: 'session', clientToken: 't' })).toBeUndefined();
  });
});

test.each([
  ['https://app.example/frame', 'https://app.example'],
  ['http://127.0.0.1:4001/#/embed', 'http://127.0.0.1:4001'],
  ['http://app.example/', undefined],
  ['https://bank.example/frame', undefined],
  ['javascript:alert(1)', undefined],
  ['/frame', undefined],
])('a frame at %p opens on %p', (frameUrl, origin) => {
  expect(frameOriginOf(frameUrl, 'https://bank.example')).toBe(origin);
});

test('a session is read from text or object, and nothing else', () => {
  const session = { clientToken: 't', frameUrl: 'https://app.example' };
  expect(readHostSession(JSON.stringify({ ...session, more: 1 }))).toEqual(session);
  for (const wrong of ['<html>', '{}', undefined, { ...session, clientToken: '' }, { ...session, frameUrl: 7 }]) {
    expect(readHostSession(wrong)).toBeUndefined();
  }
});
