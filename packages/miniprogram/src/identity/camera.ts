// The way to the face check's camera and back: a browser leaves for the provider's page, WeChat shows it in a page of its own.
import type { StartedFaceCheck } from '@onetrip/shared/contract';
import { open } from '../navigation/navigation.ts';

const parameter = 'faceCheck';

/** In WeChat: the check whose page was opened last, until it has been asked about. */
let under: string | null = null;

/** Opens the provider's page. */
export function goToCamera({ certifyId, url }: StartedFaceCheck): void {
  if (process.env.TARO_ENV === 'h5') {
    window.location.assign(url);
    return;
  }
  under = certifyId;
  open('face', { url });
}

/** Whether an address is where the provider sends the citizen when he is done. */
export const isBack = (url: string): boolean => url.includes(`${parameter}=`);

/** The check somebody has just come back from, once; null where he comes from elsewhere. */
export function faceCheckBack(): string | null {
  if (process.env.TARO_ENV === 'h5') {
    const { pathname, search, hash } = window.location;
    const certifyId = new URLSearchParams(search).get(parameter);
    if (certifyId) window.history.replaceState(window.history.state, '', pathname + hash);
    return certifyId;
  }
  const certifyId = under;
  under = null;
  return certifyId;
}
