// Choosing a file in a browser: the device offers its camera, its pictures and its files by itself.
import { blobSource } from '@onetrip/sdk/uploads';
import { uploadTypes } from '@onetrip/shared/contract';
import type { ChosenFile, Way } from './chosen.ts';

const choose = (): Promise<ChosenFile | null> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = uploadTypes.join(',');
    input.hidden = true;
    // Some browsers open nothing for an element that stands on no page.
    document.body.append(input);
    const end = (file: File | undefined) => {
      input.remove();
      resolve(file ? { source: blobSource(file), mark: `${file.size} ${file.lastModified}` } : null);
    };
    input.addEventListener('change', () => end(input.files?.[0]));
    input.addEventListener('cancel', () => end(undefined));
    input.click();
  });

/** The ways there are here. */
export const ways: readonly Way[] = [{ id: 'file', choose }];
