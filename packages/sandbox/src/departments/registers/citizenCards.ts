// The register of citizen cards (市民卡·用户库): who holds which card, and how it stands.
import { citizenCardNumber, citizenCardStatus } from '../../people/citizenCards.ts';
import { defineRegister } from './register.ts';

export const citizenCardRegisters = [
  defineRegister({
    register: 'cityCards',
    department: 'SMK',
    name: { zh: '市民卡用户库', en: 'Citizen cards' },
    fields: ['cardNumber', 'status', 'idNumber'],
    predicates: ['held'],
    read: ({ person }) => ({
      record: {
        cardNumber: citizenCardNumber(person.id),
        status: citizenCardStatus(person),
        idNumber: person.idNumber,
      },
      answers: { held: person.diedOn === null },
    }),
  }),
];
