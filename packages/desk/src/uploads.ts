// Files the citizen gave: read part by part, a picture shown, a document saved; nothing of either is ever run as a page.
import type { Case, OfficeClient } from '@onetrip/sdk/office';
import { el } from './dom.ts';
import { local, say } from './words.ts';

type CaseUpload = Case['uploads'][number];

/** All bytes of a file. */
async function bytesOf(
  { cases }: OfficeClient,
  applicationId: string,
  { uploadId, size, partSize }: CaseUpload,
): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(size);
  for (let offset = 0; offset < size; offset += partSize) {
    const { bytes } = await cases.uploadPart(applicationId, uploadId, offset);
    whole.set(
      Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)),
      offset,
    );
  }
  return whole;
}

const addressOf = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(blob);
  });

function showPicture(address: string, name: string): void {
  const dialog = el(
    'dialog',
    { className: 'wide', aria: { label: name }, onclose: () => dialog.remove() },
    el('h2', {}, name),
    el('img', { src: address, alt: name, className: 'upload' }),
    el('form', { method: 'dialog' }, el('button', { type: 'submit' }, say('close'))),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** Opens a file: a picture on the page, anything else as a download under the name of the paper. */
export async function openUpload(office: OfficeClient, applicationId: string, upload: CaseUpload): Promise<void> {
  const name = local(upload.name);
  const blob = new Blob([await bytesOf(office, applicationId, upload)], { type: upload.type });
  if (upload.type !== 'application/pdf') return showPicture(await addressOf(blob), name);
  const address = URL.createObjectURL(blob);
  el('a', { href: address, download: `${name}.pdf` }).click();
  URL.revokeObjectURL(address);
}
