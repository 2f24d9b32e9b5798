// What the tag itself shows while there is no frame: that it is opening, or why it could not.

/** Why the frame is not there. */
export type FailureReason = 'sessionUnavailable' | 'frameUnreachable' | 'frameNotAllowed';
/** What a notice says. */
export type NoticeKind = 'opening' | FailureReason;

const sentences: Record<NoticeKind | 'retry', { readonly zh: string; readonly en: string }> = {
  opening: { zh: '正在打开政务服务…', en: 'Opening the government service…' },
  sessionUnavailable: {
    zh: '本网点系统暂时没有回应，没有办理任何事项。请重试；仍不行，请联系网点管理员。',
    en: 'This branch’s system does not answer. Nothing has been filed. Try again, or call the branch administrator.',
  },
  frameUnreachable: {
    zh: '政务服务页面暂时打不开，已提交的事项不受影响。请检查网络后重试。',
    en: 'The government service cannot be reached. Whatever was filed is safe. Check the network and try again.',
  },
  frameNotAllowed: {
    zh: '政务服务页面地址有误，没有办理任何事项。请联系网点管理员。',
    en: 'The address of the government service is not valid. Nothing has been filed. Call the branch administrator.',
  },
  retry: { zh: '重试', en: 'Try again' },
};

/** Shows a notice in the shadow tree, with a button where trying again may help. */
export function drawNotice(kind: NoticeKind, language: 'zh' | 'en', retry: () => void): HTMLElement {
  const notice = document.createElement('div');
  notice.className = 'notice';
  notice.lang = language === 'zh' ? 'zh-CN' : 'en';
  notice.setAttribute('role', kind === 'opening' ? 'status' : 'alert');
  const sentence = document.createElement('p');
  sentence.textContent = sentences[kind][language];
  notice.append(sentence);
  if (kind !== 'opening') {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sentences.retry[language];
    button.addEventListener('click', retry);
    notice.append(button);
  }
  return notice;
}

/** The tag's own look; a constructed sheet, so that no content security policy of the host stands in its way. */
export const css = `
:host { all: initial; display: block; position: relative; contain: content; color-scheme: light dark; }
:host([hidden]) { display: none; }
iframe { display: block; width: 100%; height: 640px; border: 0; background: transparent; }
:host([fit='fill']) iframe { height: 100% !important; }
/* Not display: none, in which browsers stop a frame's animation callbacks, and with them its start. */
iframe.waiting { position: absolute; inset: 0; opacity: 0; pointer-events: none; }
.notice {
  box-sizing: border-box; min-height: 240px; padding: 24px; display: grid; place-content: center; justify-items: center;
  gap: 12px; text-align: center; font: 17px/1.6 system-ui, sans-serif; color: #1c2b2d; background: #faf8f3;
  border-radius: 12px;
}
.notice p { margin: 0; max-width: 34em; }
.notice button {
  min-height: 44px; padding: 0 24px; font: inherit; color: #fff; background: #1f6b5a; border: 0; border-radius: 12px;
  cursor: pointer;
}
.notice button:focus-visible { outline: 3px solid #1f6b5a; outline-offset: 3px; }
@media (prefers-color-scheme: dark) {
  :host(:not([theme='light'])) .notice { color: #e8edea; background: #121a1b; }
  :host(:not([theme='light'])) .notice button { color: #121a1b; background: #7cc4ae; }
}
:host([theme='dark']) .notice { color: #e8edea; background: #121a1b; }
:host([theme='dark']) .notice button { color: #121a1b; background: #7cc4ae; }
`;
