// The way to the face check's camera and back: a browser leaves for the provider's page, WeChat shows it in a page of its own.
import type { FinishFaceCheckBody, StartedFaceCheck } from '@onetrip/shared/contract';
import { open } from '../navigation/navigation.ts';

/** What the provider's page comes back with. */
function checkIn(url: string): FinishFaceCheckBody | null {
  const certifyId = /[?&]faceCheck=([\w-]+)/.exec(url)?.[1];
  const returnCode = /[?&]returnCode=([\w-]+)/.exec(url)?.[1];
  return certifyId && returnCode ? { certifyId, returnCode } : null;
}

/** In WeChat: the check whose page came back last, until it has been asked about. */
let back: FinishFaceCheckBody | null = null;

/** Opens the provider's page. */
export function goToCamera({ url }: StartedFaceCheck): void {
  if (process.env.TARO_ENV === 'h5') {
    window.location.assign(url);
    return;
  }
  open('face', { url });
}

/** Whether an address is where the provider sends the citizen when he is done; what it says is kept. */
export function isBack(url: string): boolean {
  const check = checkIn(url);
  back = check ?? back;
  return check !== null;
}

/** The check somebody has just come back from, once; null where he comes from elsewhere. */
export function faceCheckBack(): FinishFaceCheckBody | null {
  if (process.env.TARO_ENV === 'h5') {
    const { pathname, search, hash } = window.location;
    const check = checkIn(search);
    if (check) window.history.replaceState(window.history.state, '', pathname + hash);
    return check;
  }
  const check = back;
  back = null;
  return check;
}
