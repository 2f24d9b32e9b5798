// A face check in the sandbox: who stands before the camera, and what the browser comes back with.
import type { Client } from '@onetrip/sdk';
import type { FinishFaceCheckBody } from '@onetrip/shared/contract';

/** Somebody stands before the camera; resolves with where the browser is sent next. */
export async function stand(
  url: string,
  face: 'oneself' | 'unclear' | 'somebodyElse' | 'photograph' = 'oneself',
): Promise<URL> {
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ face }) });
  return new URL(answer.headers.get('location') ?? 'about:blank');
}

/** What the browser brings back. */
export const broughtBack = ({ searchParams }: URL): FinishFaceCheckBody => ({
  certifyId: searchParams.get('faceCheck') ?? '',
  returnCode: searchParams.get('returnCode') ?? '',
});

/** The bearer of the account passes: his session is at level 3. */
export async function passFaceCheck(client: Client): Promise<void> {
  const { url } = await client.identity.startFaceCheck({ returnTo: '/' });
  await client.identity.finishFaceCheck(broughtBack(await stand(url)));
}
