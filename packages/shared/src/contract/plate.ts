// Plate numbers for a new car (号牌号码): fifty at random, choose one (机动车登记规定).
import { type Static, Type } from 'typebox';
import { Id, OneOf, Time } from './text.ts';

/** Ordinary small car, or new energy small car (GA 36). */
export const plateKinds = ['small', 'newEnergySmall'] as const;
export type PlateKind = (typeof plateKinds)[number];

/** Ask for numbers to choose from, for one car. */
export const CreatePlateOfferBody = Type.Object(
  {
    kind: OneOf(plateKinds),
    vin: Type.String({ minLength: 17, maxLength: 17, description: '车辆识别代号 (GB 16735)' }),
  },
  { title: 'CreatePlateOfferBody', additionalProperties: false },
);
export type CreatePlateOfferBody = Static<typeof CreatePlateOfferBody>;

/** Fifty numbers this citizen may choose from until `expiresAt`; they are kept from nobody else until one is taken. */
export const PlateOffer = Type.Object(
  {
    offerId: Type.String(),
    kind: OneOf(plateKinds),
    numbers: Type.Array(Type.String()),
    expiresAt: Time('Choose before'),
  },
  { title: 'PlateOffer', description: 'Numbers to choose from; one may be taken before `expiresAt`.' },
);
export type PlateOffer = Static<typeof PlateOffer>;

/** Take one number of an offer. */
export const CreatePlateReservationBody = Type.Object(
  { offerId: Id('The offer'), number: Type.String({ minLength: 7, maxLength: 8 }) },
  { title: 'CreatePlateReservationBody', additionalProperties: false },
);
export type CreatePlateReservationBody = Static<typeof CreatePlateReservationBody>;

/** A number taken for one car; it lapses unless the registration is filed in time. */
export const PlateReservation = Type.Object(
  {
    reservationId: Type.String(),
    number: Type.String(),
    kind: OneOf(plateKinds),
    vin: Type.String(),
    expiresAt: Time('File before'),
  },
  {
    title: 'PlateReservation',
    description: 'A plate number taken for one car; lapses unless the registration is filed before `expiresAt`.',
  },
);
export type PlateReservation = Static<typeof PlateReservation>;
