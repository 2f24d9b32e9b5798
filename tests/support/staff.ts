// How an officer signs in: the staff directory's page, driven as a browser would.
import type { OfficeClient, OfficerSession } from '@onetrip/sdk/office';

/** An officer as the sandbox's staff directory lists him. */
export interface StaffOfficer {
  sub: string;
  name: string;
  department: string | null;
  roles: string[];
}

/** The officers of the sandbox. */
async function staffOfficers(sandboxUrl: string): Promise<StaffOfficer[]> {
  const answer = await fetch(`${sandboxUrl}/staff-directory/officers`);
  return ((await answer.json()) as { items: StaffOfficer[] }).items;
}

/** Chooses this officer on the directory's page; resolves with the address the browser is sent back to. */
export async function chooseOfficer(address: string, sub: string): Promise<URL> {
  const answer = await fetch(address, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ sub }) });
  const back = answer.headers.get('location');
  if (!back) throw new Error(`the staff directory answered ${answer.status}`);
  return new URL(back);
}

/** Opens the session of an officer, found by name or by role (of a department, where one is named). */
export async function openOfficerSession(
  { office, sandboxUrl, redirectAddress }: { office: OfficeClient; sandboxUrl: string; redirectAddress: string },
  nameOrRole: string,
  department?: string,
): Promise<OfficerSession> {
  const found = (await staffOfficers(sandboxUrl)).find(
    ({ name, roles, department: own }) =>
      name === nameOrRole || (roles.includes(nameOrRole) && (department === undefined || own === department)),
  );
  if (!found) throw new Error(`no officer ${nameOrRole} ${department ?? ''}`);
  const { address, state } = await office.officers.beginSignIn({ redirectAddress });
  const code = (await chooseOfficer(address, found.sub)).searchParams.get('code') ?? '';
  return office.officers.signIn({ code, state });
}
