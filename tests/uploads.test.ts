// Uploads: sent from every engine, resumed where they were cut off, checked, sealed, and nobody else's to see.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, createClient, type Transport } from '@onetrip/sdk';
import { fetchTransport } from '@onetrip/sdk/fetch';
import { fileSource, nodeTransport } from '@onetrip/sdk/node';
import type { OfficeClient } from '@onetrip/sdk/office';
import { blobSource, sendUpload, type UploadSource, wechatFileSource, wechatUploads } from '@onetrip/sdk/uploads';
import { createClient as createWechatClient } from '@onetrip/sdk/wechat';
import { databases, type SystemHere, startSystem } from './support/system.ts';
import { createWx } from './support/wechatFiles.ts';

const problem = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const partSize = 256 * 1024;

/** A photograph of this size: nothing but its beginning is one. */
const photograph = (size: number): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(size - 4, 'secret-in-the-picture ')]);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const source = (bytes: Uint8Array, type = 'image/jpeg'): UploadSource => ({
  type,
  size: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
});

/** Asks for the first paper that may be asked for, once the department has the case. */
async function askForPaper(officer: OfficeClient, applicationId: string): Promise<{ materialId: string }> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { papersMissing } = await officer.cases.get(applicationId);
    if (papersMissing === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await officer.cases.take(applicationId);
  const { askable, seen } = await officer.cases.get(applicationId);
  const [material] = askable.materials;
  if (!material) throw new Error('nothing can be asked for');
  const what = { zh: '租房合同' };
  await officer.cases.askSupplement(applicationId, { seen, items: [{ materialId: material.id, what, why: what }] });
  return { materialId: material.id };
}

describe.each(databases)('uploads on %s', (database) => {
  let system: SystemHere;
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-uploads-'));
  beforeAll(async () => {
    system = await startSystem({ database, cases: { GA: false } });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await system.close();
  });

  /** Signs a client in as somebody. */
  async function signIn<C extends Pick<Client, 'identity' | 'setToken'>>(client: C, name: string): Promise<C> {
    const { mobile } = await system.phone.person(name);
    const before = await system.phone.lastCode(mobile);
    await client.identity.sendCode({ mobile });
    const code = await system.phone.loginCode(mobile, before);
    client.setToken((await client.identity.signIn({ kind: 'mobile', mobile, code })).token);
    return client;
  }
  const over = (transport: Transport) => createClient({ baseUrl: system.gatewayUrl, transport });

  test('from Node, a browser’s blob, fetch and wx.uploadFile, with progress', async () => {
    const bytes = photograph(2 * partSize + 1000);
    const path = join(folder, 'lease.jpg');
    writeFileSync(path, bytes);
    const wx = createWx(folder);
    const phone = createWechatClient({ baseUrl: system.gatewayUrl, platform: wx, sendBytes: wechatUploads(wx) });
    const plainPhone = createWechatClient({ baseUrl: system.gatewayUrl, platform: wx });
    const blob = blobSource(new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }));
    const engines: [Client, UploadSource, number][] = [
      [over(nodeTransport()), await fileSource(path), 12],
      [system.client(), blob, 3],
      [over(fetchTransport()), blob, 3],
      [phone, await wechatFileSource(wx, path, 'image/jpeg'), 6],
      [plainPhone, await wechatFileSource(wx, path, 'image/jpeg'), 3],
    ];
    for (const [client, file, least] of engines) {
      await signIn(client, '王思远');
      const told: number[] = [];
      const upload = await sendUpload(client, file, { onProgress: (sent) => told.push(sent) });
      expect(upload).toMatchObject({
        state: 'complete',
        held: bytes.length,
        size: bytes.length,
        sha256: sha256(bytes),
      });
      expect(told).toEqual([...told].sort((a, b) => a - b));
      expect(told.at(-1)).toBe(bytes.length);
      expect(told.length).toBeGreaterThanOrEqual(least);
      await client.uploads.discard(upload.uploadId);
      await expect(client.uploads.get(upload.uploadId)).rejects.toEqual(problem('not_found'));
    }
  }, 60_000);

  test('cut off and begun again by another process, it goes on where it was', async () => {
    const { client } = await system.signedIn('陈雨桐');
    const bytes = photograph(3 * partSize);
    const reads: number[] = [];
    let uploadId = '';
    const dying: UploadSource = {
      ...source(bytes),
      read: async (offset, length) => {
        if (offset === 2 * partSize) throw new Error('killed');
        return bytes.subarray(offset, offset + length);
      },
    };
    await expect(
      sendUpload(client, dying, {
        onBegun: (upload) => {
          uploadId = upload.uploadId;
        },
      }),
    ).rejects.toThrow('killed');
    expect(await client.uploads.get(uploadId)).toMatchObject({ held: 2 * partSize, state: 'open' });
    const resumed = await sendUpload(client, source(bytes), { uploadId, onProgress: (sent) => reads.push(sent) });
    expect(resumed).toMatchObject({ uploadId, state: 'complete', sha256: sha256(bytes) });
    expect(await sendUpload(client, source(bytes), { uploadId })).toEqual(resumed);
    // Its owner reads it back part by part, as the export says; nobody else does.
    const read = async (offset: number) => Buffer.from((await client.uploads.part(uploadId, offset)).bytes, 'base64');
    const parts = [await read(0), await read(partSize), await read(2 * partSize)];
    expect(sha256(Buffer.concat(parts))).toBe(resumed.sha256);
    await expect(client.uploads.part(uploadId, 1)).rejects.toEqual(problem('not_found'));
    const { client: other } = await system.signedIn('李文博');
    await expect(other.uploads.part(uploadId, 0)).rejects.toEqual(problem('not_found'));
    expect((await client.privacy.export()).uploads).toContainEqual({
      ...resumed,
      applicationId: null,
      materialId: null,
    });
  }, 60_000);

  test('parts that leave a gap, overlap or go beyond the end are refused; one sent twice is held once', async () => {
    const { client } = await system.signedIn('李文博');
    const bytes = photograph(partSize + 10);
    const { uploadId } = await client.uploads.create({ type: 'image/jpeg', size: bytes.length });
    const conflict = problem('upload_offset_conflict', { status: 409 });
    await expect(client.uploads.append(uploadId, partSize, bytes.subarray(partSize))).rejects.toEqual(conflict);
    // Parts are all of one size but the last: a file in a thousand small ones is not kept.
    for (const length of [1, 1000, partSize - 1])
      await expect(client.uploads.append(uploadId, 0, bytes.subarray(0, length))).rejects.toEqual(conflict);
    await client.uploads.append(uploadId, 0, bytes.subarray(0, partSize));
    expect(await client.uploads.append(uploadId, 0, bytes.subarray(0, partSize))).toMatchObject({ held: partSize });
    await expect(client.uploads.append(uploadId, partSize - 5, bytes.subarray(0, 10))).rejects.toEqual(conflict);
    await expect(client.uploads.append(uploadId, partSize, bytes.subarray(0, 9))).rejects.toEqual(conflict);
    await expect(client.uploads.append(uploadId, partSize, bytes.subarray(0, 11))).rejects.toEqual(conflict);
    await expect(client.uploads.complete(uploadId, { sha256: sha256(bytes) })).rejects.toEqual(conflict);
  }, 60_000);

  test('a file that was damaged on the way is emptied and may be sent again', async () => {
    const { client } = await system.signedIn('李文博');
    const bytes = photograph(100);
    const { uploadId } = await client.uploads.create({ type: 'image/jpeg', size: bytes.length });
    await client.uploads.append(uploadId, 0, Buffer.concat([bytes.subarray(0, 99), Buffer.from('x')]));
    await expect(client.uploads.complete(uploadId, { sha256: sha256(bytes) })).rejects.toEqual(
      problem('upload_damaged'),
    );
    expect(await sendUpload(client, source(bytes), { uploadId })).toMatchObject({ state: 'complete' });
  }, 60_000);

  test('what is no paper is refused: by the phone before it is sent, by the service by its first bytes', async () => {
    const { client } = await system.signedIn('李文博');
    const program = Buffer.from('MZ\u0090\0 this program cannot be run');
    for (const bad of [
      source(program, 'application/x-msdownload'),
      source(photograph(11 * 2 ** 20)),
      source(Buffer.alloc(0)),
    ])
      await expect(sendUpload(client, bad)).rejects.toEqual(problem('invalid_request', { attempts: 0 }));
    const disguised = { type: 'application/pdf', size: program.length } as const;
    const { uploadId } = await client.uploads.create(disguised);
    await expect(client.uploads.append(uploadId, 0, program)).rejects.toEqual(problem('upload_type_mismatch'));
    expect(await client.uploads.get(uploadId)).toMatchObject({ held: 0 });
    const beyond = { type: 'image/png', size: 11 * 2 ** 20 } as const;
    await expect(client.uploads.create(beyond)).rejects.toEqual(problem('invalid_request'));
  }, 60_000);

  test('there are no more than twenty, none is another’s to see, and no other operation takes bytes', async () => {
    const { client } = await system.signedIn('王思远');
    const { client: other } = await system.signedIn('陈雨桐');
    const begun = [];
    for (let count = 0; count < 20; count += 1) begun.push(await client.uploads.create({ type: 'image/png', size: 8 }));
    await expect(client.uploads.create({ type: 'image/png', size: 8 })).rejects.toEqual(problem('uploads_full'));
    const [{ uploadId } = { uploadId: '' }] = begun;
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    await expect(other.uploads.get(uploadId)).rejects.toEqual(problem('not_found'));
    await expect(other.uploads.append(uploadId, 0, png)).rejects.toEqual(problem('not_found'));
    await other.uploads.discard(uploadId);
    expect(await client.uploads.get(uploadId)).toMatchObject({ uploadId });
    for (const one of begun) await client.uploads.discard(one.uploadId);
    const answer = await fetch(`${system.gatewayUrl}/v1/drafts`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: png,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  }, 60_000);

  test('a paper asked for is shown by an upload, once, by its owner, and then belongs to the application', async () => {
    const { client, person } = await system.signedIn('孙婉清');
    const matterId = 'HZ-GA-041';
    const situation = { basis: 'employment' };
    const plan = await client.matters.plan(matterId, { situation });
    const { applicationId } = await client.applications.create({
      matterId,
      situation,
      form: { mobile: person.mobile },
      commitments: plan.commitments.map((one) => one.materialId),
      noticeAcknowledged: true,
    });
    const officer = await system.officer('韩雪梅');
    const { materialId } = await askForPaper(officer, applicationId);
    const { uploadId } = await sendUpload(client, source(photograph(100)));
    const give = (upload: string) => ({ form: {}, commitments: [], statements: {}, uploads: { [materialId]: upload } });
    const { client: other } = await system.signedIn('李文博');
    const { uploadId: another } = await sendUpload(other, source(photograph(100)));
    const { uploadId: open } = await client.uploads.create({ type: 'image/jpeg', size: 10 });
    for (const wrong of [another, open, 'upload_x'])
      await expect(client.applications.supplement(applicationId, give(wrong))).rejects.toEqual(
        problem('invalid_request', { fields: [expect.objectContaining({ field: `uploads.${materialId}` })] }),
      );
    await client.applications.supplement(applicationId, give(uploadId));
    expect(await client.uploads.get(uploadId)).toMatchObject({ state: 'used' });
    expect((await client.privacy.export()).uploads).toContainEqual(
      expect.objectContaining({ uploadId, applicationId, materialId }),
    );
    expect((await client.uploads.part(uploadId, 0)).bytes).toBe(photograph(100).toString('base64'));
    await client.uploads.discard(uploadId);
    expect(await client.uploads.get(uploadId)).toMatchObject({ state: 'used' });
    const { supplement, uploads } = await officer.cases.get(applicationId);
    expect(supplement?.given?.uploads).toEqual({ [materialId]: uploadId });
    expect(uploads).toMatchObject([{ uploadId, materialId, type: 'image/jpeg', size: 100, partSize }]);
    // Whoever decides reads its bytes, and the citizen sees that; for anybody else there is none.
    const { bytes } = await officer.cases.uploadPart(applicationId, uploadId, 0);
    expect(sha256(Buffer.from(bytes, 'base64'))).toBe(uploads[0]?.sha256);
    const { items } = await client.privacy.accesses({ limit: 100 });
    const looks = items.filter(({ party, what }) => party.kind === 'officer' && what[0]?.zh === '您上传的材料');
    expect(looks).toMatchObject([{ party: { id: 'S2102' }, why: { applicationId } }]);
    const colleague = await system.officer('崔颖');
    expect((await colleague.cases.uploadPart(applicationId, uploadId, 0)).bytes).toBe(bytes);
    const elsewhere = await system.officer('邵凯');
    for (const [office, id, upload, offset] of [
      [elsewhere, applicationId, uploadId, 0],
      [officer, applicationId, another, 0],
      [officer, applicationId, uploadId, partSize],
      [officer, 'app_nobody', uploadId, 0],
    ] as const)
      await expect(office.cases.uploadPart(id, upload, offset)).rejects.toEqual(problem('not_found'));
    const reform = await system.officer('reformOffice');
    await expect(reform.cases.uploadPart(applicationId, uploadId, 0)).rejects.toEqual(problem('forbidden'));
    const answer = await fetch(`${system.gatewayUrl}/v1/cases/${applicationId}/uploads/${uploadId}/parts/0`);
    expect([answer.status, answer.headers.get('x-content-type-options')]).toEqual([401, 'nosniff']);
  }, 60_000);
});
