// The two invented partners: a bank and a dealer, at service points whose names are public facts.
import type { LocalText } from '@onetrip/shared/contract';

/** A partner before it has keys. */
export type PartnerSeed = {
  partnerId: string;
  name: LocalText;
  channel: 'bank' | 'dealer';
  servicePoints: { servicePointId: string; name: string; channel: 'bank' | 'dealer' }[];
  matters: string[];
};

/** The bank and the dealer. */
export const partnerSeeds: { bank: PartnerSeed; dealer: PartnerSeed } = {
  bank: {
    partnerId: 'bank-demo',
    name: { zh: '示例银行', en: 'Example Bank' },
    channel: 'bank',
    servicePoints: [
      { servicePointId: 'SP0050', name: '示例银行文新支行', channel: 'bank' },
      { servicePointId: 'SP0051', name: '示例银行灵隐支行', channel: 'bank' },
      { servicePointId: 'SP0041', name: '示例银行良渚支行', channel: 'bank' },
    ],
    matters: ['HZ-GA-041', 'HZ-JJ-026'],
  },
  dealer: {
    partnerId: 'dealer-demo',
    name: { zh: '示例汽车4S店', en: 'Example Motors' },
    channel: 'dealer',
    servicePoints: [{ servicePointId: 'SP0130', name: '示例汽车天目山路店', channel: 'dealer' }],
    matters: ['HZ-JJ-001'],
  },
};
