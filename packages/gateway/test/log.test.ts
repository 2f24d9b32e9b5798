// Nothing personal and nothing secret reaches the log, even where a careless line hands it over.
import { expect, test } from '@jest/globals';
import { createLog, withoutPersonal } from '../src/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): { text: string; line: Record<string, unknown> } {
  const lines: string[] = [];
  write(createLog('info', { write: (line) => void lines.push(line) }));
  const text = lines.join('');
  return { text, line: JSON.parse(text) as Record<string, unknown> };
}

const idNumber = '11010519491231002X';
const mobile = '13800138000';
const token = 'ses_0123456789abcdefghijABCDEFGHIJ0123456789abc';
const frameToken = 'emb_0123456789abcdefghijABCDEFGHIJ0123456789abc';

test('named fields are left out, wherever they stand', () => {
  const { text } = logged((log) =>
    log.info(
      {
        idNumber,
        citizen: { name: '王思远', mobile, deep: { idNumber } },
        headers: { authorization: `Bearer ${token}`, cookie: token },
        body: { form: { mobile } },
        token,
      },
      'careless',
    ),
  );
  for (const secret of [idNumber, mobile, '王思远', token]) expect(text).not.toContain(secret);
  expect(text).toContain('[left out]');
});

test('an error’s sentence, its causes and a failed query’s values are cleaned', () => {
  const failedQuery = Object.assign(new Error(`Failed query: select … params: ${idNumber}`), {
    query: 'select …',
    params: [idNumber],
    cause: new Error(`duplicate ${mobile}`),
  });
  const { text, line } = logged((log) =>
    log.error({ err: new Error(`for ${idNumber} with ${token} ${frameToken}`, { cause: failedQuery }) }, 'failed'),
  );
  for (const secret of [idNumber, mobile, token, frameToken]) expect(text).not.toContain(secret);
  expect(line.err).toMatchObject({
    message: 'for [id number] with [token] [token]',
    cause: { message: 'a query failed', cause: { message: 'duplicate [mobile]' } },
  });
});

test('what is no person’s stays readable', () => {
  expect(withoutPersonal('department RS: answered 503 after 2000 ms')).toBe(
    'department RS: answered 503 after 2000 ms',
  );
});
