// The pure parts of evidence: one spelling a value, one text a number of bytes, a tree whose every leaf has its proof.
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromBase64url, fromUtf8, toBase64url, toUtf8 } from '../src/evidence/encoding.ts';
import { canonicalJson, inclusionPlaces, leafHash, merkleTree, rootOf, treeRoot } from '../src/evidence/index.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('bytes as base64url and back, as Node writes them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64url(text)).toEqual(bytes);
    }),
  );
});

test('two base64url texts never mean the same bytes', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ '];
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 }), (text) => {
      const bytes = fromBase64url(text);
      return bytes === null || toBase64url(bytes) === text;
    }),
    { numRuns: 1000 },
  );
});

test('text as UTF-8 and back; what is no UTF-8 is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect([...toUtf8(text)]).toEqual([...Buffer.from(text)]);
      expect(fromUtf8(toUtf8(text))).toBe(text);
    }),
  );
  for (const bytes of [[0xff], [0xc0, 0x80], [0xe4, 0xb8], [0xed, 0xa0, 0x80]])
    expect(fromUtf8(Uint8Array.from(bytes))).toBeNull();
});

test('canonical JSON: the order of names means nothing, everything else does', () => {
  expect(canonicalJson({ b: [1, { d: null, c: '杭' }], a: undefined, A: 1e21 })).toBe(
    '{"A":1e+21,"b":[1,{"c":"杭","d":null}]}',
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('every leaf of every tree has a proof that leads to its root, and to no other place or tree', () => {
  const trees = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 33 });
  fc.assert(
    fc.property(trees, fc.nat(), (contents, pick) => {
      const leaves = contents.map((content) => leafHash(sha256, content));
      const tree = merkleTree(sha256, leaves);
      const root = treeRoot(sha256, tree);
      const pathTo = (position: number) =>
        inclusionPlaces(position, leaves.length).map((place) => tree[place.level]?.[place.position] ?? '');
      for (const [position, leaf] of leaves.entries()) {
        const path = pathTo(position);
        expect(rootOf(sha256, leaf, { position, leaves: leaves.length, path })).toBe(root);
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(leaves.length)));
      }
      const position = pick % leaves.length;
      const path = pathTo(position);
      const proof = { position, leaves: leaves.length, path };
      const other = leafHash(sha256, `${contents[position]}x`);
      expect(rootOf(sha256, other, proof)).not.toBe(root);
      expect(rootOf(sha256, leaves[position] ?? '', { ...proof, path: [...path, other] })).toBeNull();
      expect(rootOf(sha256, leaves[position] ?? '', { ...proof, position: leaves.length })).toBeNull();
    }),
  );
});

test('a tree is not taken for a leaf, and no leaves have a root too', () => {
  const leaves = ['a', 'b'].map((content) => leafHash(sha256, content));
  expect(treeRoot(sha256, merkleTree(sha256, leaves))).not.toBe(leafHash(sha256, leaves.join('')));
  expect(treeRoot(sha256, merkleTree(sha256, []))).toBe(sha256(''));
});
