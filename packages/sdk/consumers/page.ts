// A TypeScript consumer in a browser: the tag, and the frame's side.
import { createClient } from '@onetrip/sdk';
import '@onetrip/sdk/embed';
import type { ApplicationNotice, HostSession } from '@onetrip/sdk/embed';
import { connectToHost } from '@onetrip/sdk/embed/frame';

export function place(session: HostSession): HTMLElement {
  const tag = document.createElement('onetrip-service-point');
  tag.session = session;
  tag.addEventListener('filed', (event) => console.log((event as CustomEvent<ApplicationNotice>).detail.applicationId));
  return tag;
}

export async function connect(signal: AbortSignal): Promise<string> {
  const client = createClient({ baseUrl: location.origin });
  await client.matters.get('HZ-GA-041', { signal });
  const host = await connectToHost({ client, onSettings: ({ theme }) => console.log(theme) });
  host.ready();
  return host.session.assistance.servicePointName;
}
