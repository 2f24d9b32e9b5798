// Questions to the departments of a city, as tests ask them: about invented people, for a theme that may ask.
import { askDepartment, type startCity } from './gatewaySide.ts';

/** Hands to ask with. @param running the city, once it is started */
export function asking(running: () => Awaited<ReturnType<typeof startCity>>) {
  const personNamed = (name: string) => {
    const person = running().sandbox.people.all.find((one) => one.name === name);
    if (!person) throw new Error(`nobody is called ${name}`);
    return person;
  };

  const question = (name: string, more: Record<string, unknown>) => ({
    queryId: 'q-1',
    salt: 'a-secret-of-this-question',
    purpose: { theme: '', matterId: 'HZ-GA-041', materialId: 'proof' },
    subject: { name, idNumber: personNamed(name).idNumber },
    fields: [] as string[],
    parameters: {},
    ...more,
  });

  /** A theme whose agreement gives what is asked; the first of the register where none does. */
  function themeFor(path: string, { fields = [], predicate }: { fields?: string[]; predicate?: string }): string {
    const [department, , register] = path.split('/');
    const agreed = running().city.sandbox.agreements.find(
      (one) => one.department === department && one.register === register,
    );
    const items = predicate ? [`?${predicate}`] : fields;
    const purposes = Object.entries(agreed?.purposes ?? {});
    const [theme] = purposes.find(([, given]) => items.every((item) => given.includes(item))) ?? purposes[0] ?? ['无'];
    return theme;
  }

  /** Asks; a question without a theme gets one that may ask it. */
  const ask = (path: string, body: object, spoil = {}) => {
    const { purpose } = body as { purpose?: { theme: string } };
    const themed = purpose?.theme === '' ? { ...body, purpose: { ...purpose, theme: themeFor(path, body) } } : body;
    return askDepartment(running(), 'POST', path, themed, spoil);
  };

  return { personNamed, question, ask };
}
