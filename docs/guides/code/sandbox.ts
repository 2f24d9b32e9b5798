// The other end of the guides: the people of the development city and their phones. No app of yours has anything like it.

/** One of the invented people. */
export interface Person {
  name: string;
  idNumber: string;
  mobile: string;
  vehicles: { vin: string; plateNumber: string | null }[];
}

const sandbox = process.env.ONETRIP_SANDBOX_URL ?? 'http://127.0.0.1:7404';

async function ask<T>(path: string, body?: object): Promise<T> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${sandbox}${path}`, body ? post : {});
  if (!answer.ok) throw new Error(`the sandbox answered ${answer.status}`);
  return (await answer.json()) as T;
}

/** The person with this name. */
export async function personCalled(name: string): Promise<Person> {
  const { items } = await ask<{ items: Person[] }>('/people');
  const person = items.find((one) => one.name === name);
  if (!person) throw new Error(`nobody is called ${name}`);
  return person;
}

/** The sign-in code that has just arrived on a phone, or arrives within ten seconds: what the citizen types. */
export async function codeOnPhone(mobile: string): Promise<string> {
  type Messages = { items: { parameters: { code?: string }; at: string }[] };
  const since = Date.now() - 30_000;
  for (let tries = 100; tries > 0; tries -= 1) {
    const { items } = await ask<Messages>(`/phone/messages?mobile=${mobile}`);
    const code = items.find(({ parameters, at }) => parameters.code && Date.parse(at) > since)?.parameters.code;
    if (code) return code;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no code arrived');
}

/** Chooses an officer on the staff directory's page; the address his browser is sent back to. */
export async function chooseOfficer(address: string, staffNumber: string): Promise<URL> {
  const body = new URLSearchParams({ sub: staffNumber });
  const answer = await fetch(address, { method: 'POST', redirect: 'manual', body });
  return new URL(answer.headers.get('location') ?? address);
}
