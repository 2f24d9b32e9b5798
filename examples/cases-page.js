// Shows on a partner's page how its cases stand, as far as each citizen consented: a number and a state, and, with his
// separate consent, what was issued. Never who he is.
const words = {
  zh: {
    title: '本网点办件',
    issued: (number) => `证照 ${number}`,
    submitted: '已提交',
    accepted: '已受理',
    notAccepted: '未受理',
    supplementAsked: '待补正',
    supplementAskedInReview: '待补正',
    inReview: '审核中',
    specialProcedure: '特别程序',
    approved: '已通过',
    rejected: '未通过',
    delivered: '已办结',
    withdrawn: '已撤回',
    terminated: '已终止',
  },
  en: {
    title: 'Our cases',
    issued: (number) => `Licence ${number}`,
    submitted: 'Filed',
    accepted: 'Accepted',
    notAccepted: 'Not accepted',
    supplementAsked: 'Supplement asked for',
    supplementAskedInReview: 'Supplement asked for',
    inReview: 'In review',
    specialProcedure: 'Special procedure',
    approved: 'Approved',
    rejected: 'Not approved',
    delivered: 'Done',
    withdrawn: 'Withdrawn',
    terminated: 'Closed',
  },
};

/** Keeps the section `#cases-told` up to date; `language` says which words to use. */
export function showCases(language) {
  const section = document.getElementById('cases-told');
  const draw = async () => {
    const { items } = await (await fetch('/cases')).json();
    const text = words[language()];
    section.hidden = items.length === 0;
    section.querySelector('h2').textContent = text.title;
    section.querySelector('ol').replaceChildren(
      ...items.map(({ acceptanceNumber, state, licences }) => {
        const item = document.createElement('li');
        item.append(
          Object.assign(document.createElement('b'), { textContent: `…${acceptanceNumber.slice(-6)}` }),
          Object.assign(document.createElement('span'), { textContent: text[state] }),
          ...(licences ?? []).map(({ licenceNumber }) =>
            Object.assign(document.createElement('small'), { textContent: text.issued(licenceNumber) }),
          ),
        );
        return item;
      }),
    );
  };
  const again = () => draw().catch(() => undefined);
  setInterval(again, 3_000);
  again();
}
