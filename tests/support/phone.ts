// A person's phone and WeChat, as the sandbox plays them: what a test driver does with its thumb, the product never calls.

/** An invented person, as the sandbox lists him. */
export interface SandboxPerson {
  name: string;
  idNumber: string;
  mobile: string;
  /** Number of his citizen card. */
  citizenCard: string;
  story: { zh: string; en?: string } | null;
  vehicles: { vin: string; plateNumber: string | null; energy: string }[];
}

/** An SMS as received. */
interface ReceivedMessage {
  text: string;
  parameters: Record<string, string>;
  at: string;
}

/** A WeChat message as received. */
interface WechatMessage {
  title: string;
  page: string;
  lines: { label: string; value: string }[];
  at: string;
}

/** The sandbox's own side. */
export interface Phone {
  people(): Promise<SandboxPerson[]>;
  /** The person with this name; throws when nobody has it. */
  person(name: string): Promise<SandboxPerson>;
  /** Messages received, newest first. */
  messages(mobile: string): Promise<ReceivedMessage[]>;
  /** Waits up to 10 s for a sign-in code other than `before` and answers with it. */
  loginCode(mobile: string, before?: string): Promise<string>;
  /** The last sign-in code there is. */
  lastCode(mobile: string): Promise<string | undefined>;
  /** What `wx.login` gives this person. */
  wechatLogin(idNumber: string): Promise<string>;
  /** Asked in a tap for these templates: what `wx.requestSubscribeMessage` answers. */
  subscribe(idNumber: string, templateIds: string[], decision: 'accept' | 'reject'): Promise<Record<string, string>>;
  /** WeChat messages received, newest first. */
  wechatMessages(idNumber: string): Promise<WechatMessage[]>;
  /** What couriers were asked to carry. */
  parcels(): Promise<{ waybill: string; sender: { mobile: string }; recipient: { mobile: string } }[]>;
  /** WeChat's access token ends before its time. */
  lapseAccessToken(): Promise<void>;
  /** What the QR code last shown on some screen holds. */
  codeOnScreen(): Promise<string>;
  /** Scans a Native QR code, types the PIN. */
  pay(codeUrl: string, idNumber: string): Promise<'paid' | 'closed' | 'wrongPin'>;
  /** Makes a peer misbehave: a department's code, `wechat`, `wechatPay` or `sms`. */
  switch(peer: string, behaviour: Behaviour): Promise<void>;
  /** All well again. */
  allWell(): Promise<void>;
}

/** How a peer misbehaves. */
interface Behaviour {
  slowMs?: number;
  down?: boolean;
  twice?: boolean;
  wrongSignature?: boolean;
  dropNotifications?: boolean;
  answersLateMs?: number;
  answersNever?: boolean;
  asksSupplement?: boolean;
}

const pin = '123456';

/** The phone of everybody in the sandbox at `sandboxUrl`. */
export function createPhone(sandboxUrl: string): Phone {
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${sandboxUrl}${path}`, {
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`sandbox ${path.split('?')[0]}: HTTP ${response.status} ${text.slice(0, 200)}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const phone: Phone = {
    people: async () => (await ask<{ items: SandboxPerson[] }>('/people')).items,
    async person(name) {
      const found = (await phone.people()).find((person) => person.name === name);
      if (!found) throw new Error(`nobody in the sandbox is called ${name}`);
      return found;
    },
    messages: async (mobile) => (await ask<{ items: ReceivedMessage[] }>(`/phone/messages?mobile=${mobile}`)).items,
    lastCode: async (mobile) =>
      (await phone.messages(mobile)).find(({ parameters }) => parameters.code)?.parameters.code,
    async loginCode(mobile, before) {
      const until = Date.now() + 10_000;
      while (Date.now() < until) {
        const code = await phone.lastCode(mobile);
        if (code && code !== before) return code;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('no sign-in code arrived within 10 s');
    },
    wechatLogin: async (idNumber) => (await ask<{ code: string }>('/phone/wechat-login', { idNumber })).code,
    subscribe: (idNumber, templateIds, decision) => ask('/phone/subscribe', { idNumber, templateIds, decision }),
    wechatMessages: async (idNumber) =>
      (await ask<{ items: WechatMessage[] }>('/phone/wechat-messages', { idNumber })).items,
    parcels: async () => (await ask<{ items: Awaited<ReturnType<Phone['parcels']>> }>('/phone/parcels')).items,
    lapseAccessToken: async () => void (await ask('/phone/lapse-access-token', {})),
    async codeOnScreen() {
      const { items } = await ask<{ items: { codeUrl: string }[] }>('/phone/codes');
      const last = items.at(-1);
      if (!last) throw new Error('no code is on any screen');
      return last.codeUrl;
    },
    pay: async (codeUrl, idNumber) =>
      (await ask<{ outcome: 'paid' | 'closed' | 'wrongPin' }>('/phone/pay', { codeUrl, idNumber, pin })).outcome,
    switch: async (peer, behaviour) => void (await ask(`/switches/${peer}`, behaviour)),
    allWell: async () => void (await ask('/switches/reset', {})),
  };
  return phone;
}
