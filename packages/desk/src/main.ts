// The desk's page: signs the officer in, opens the desk, and leaves nothing behind.
import { type OfficeClient, type Officer, OneTripError } from '@onetrip/sdk/office';
import { openDesk } from './desk.ts';
import { el } from './dom.ts';
import { openReformOffice } from './reformOffice.ts';
import { leaveToSignIn, openOffice, resume, signOut } from './session.ts';
import { say, setLanguage } from './words.ts';

const place = el('div', { className: 'page' });
document.body.replaceChildren(place);
setLanguage(navigator.language.startsWith('zh') ? 'zh' : 'en');

/** Which pages a role opens; the first of an officer's counts. */
const pages: readonly { roles: readonly Officer['roles'][number][]; open: typeof openDesk }[] = [
  { roles: ['caseOfficer', 'departmentLead'], open: openDesk },
  { roles: ['reformOffice'], open: openReformOffice },
];

/** What went wrong, in words; what is no failure of the service's is a mistake of ours. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof OneTripError)) throw error;
  return `⚠ ${error.sentence}${error.nextStep}`;
}

function showDoor(office: OfficeClient, note = ''): void {
  const said = el('p', { aria: { role: 'status' } }, note);
  const enter = async () => {
    await leaveToSignIn(office).catch((error: unknown) => {
      said.textContent = sentenceOf(error);
    });
  };
  place.replaceChildren(
    el(
      'main',
      { className: 'door' },
      el('img', { src: '/seal.svg', alt: '', width: 56, height: 56 }),
      el('h1', {}, say('title')),
      el('p', {}, say('signInNote')),
      said,
      el(
        'button',
        { type: 'button', id: 'sign-in', data: { tone: 'good' }, onclick: () => void enter() },
        say('signIn'),
      ),
    ),
  );
  document.getElementById('sign-in')?.focus();
}

function showDesk(office: OfficeClient, officer: Officer): void {
  const page = pages.find(({ roles }) => roles.some((role) => officer.roles.includes(role)));
  if (!page) {
    void signOut(office);
    showDoor(office, say('noDesk'));
    return;
  }
  const close = page.open(place, office, officer, () => {
    close();
    void signOut(office).then(() => showDoor(office, say('signedOut')));
  });
}

const office = await openOffice();
try {
  const officer = await resume(office);
  if (officer) showDesk(office, officer);
  else showDoor(office);
} catch (error) {
  showDoor(office, sentenceOf(error));
}
