// What a citizen can do against a decision, and until when: told with every decision that goes against him.
import type { Matter } from '../contract/matter.ts';
import type { LocalText } from '../contract/text.ts';

/** 行政复议法 20: sixty days; 行政诉讼法 46: six months. */
const administrative: LocalText = {
  zh: '如不服本决定，您可以自收到之日起六十日内申请行政复议，或者在六个月内向人民法院提起行政诉讼。',
  en: 'If you disagree, you may ask for administrative reconsideration within sixty days of receiving this, or bring an action before the people’s court within six months.',
};

/** A service of a public enterprise or institution is no administrative act: it is complained of. */
const complaint: LocalText = {
  zh: '如有异议，您可以向办理单位投诉，或拨打 12345。',
  en: 'If you disagree, you may complain to the unit that handled it, or call 12345.',
};

/** 行政裁决 settles a dispute between two people: the court hears the dispute itself. */
const adjudication: LocalText = {
  zh: '如不服本裁决，您可以自收到之日起六十日内申请行政复议，或者就该民事争议依法向人民法院提起诉讼。',
  en: 'If you disagree, you may ask for administrative reconsideration within sixty days of receiving this, or bring the dispute itself before the people’s court.',
};

const remedies: Readonly<Record<Matter['type'], LocalText>> = {
  licence: administrative,
  benefit: administrative,
  confirmation: administrative,
  reward: administrative,
  adjudication,
  other: administrative,
  levy: administrative,
  publicService: complaint,
};

/** What can be done against a refusal of a matter of this type. */
export const remedyFor = (type: Matter['type']): LocalText => remedies[type];
