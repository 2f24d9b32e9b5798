// How the result reaches the citizen: electronically, by post both ways, or picked up; and where it is on its way.
import { type Static, Type } from 'typebox';
import { Id, LocalText, Nullable, OneOf, Time } from './text.ts';

/** Ways a result reaches the citizen. The electronic licence is issued whichever he chooses. */
export const deliveryKinds = ['electronic', 'post', 'pickUp'] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** Ways on which something is carried. */
export type CarriedKind = Exclude<DeliveryKind, 'electronic'>;

/** Which way something travels: the result (and his originals) to the citizen, or his originals to the department. */
export const deliveryDirections = ['toCitizen', 'toDepartment'] as const;
export type DeliveryDirection = (typeof deliveryDirections)[number];

/** Where it is. Steps from one to another stand in `rules/delivery`. */
export const deliveryStates = ['chosen', 'ordered', 'sent', 'ready', 'handedOver', 'returned', 'cancelled'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** An address in China, and who is there. */
export const PostAddress = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 50, description: 'Who receives, and hands over' }),
    mobile: Type.String({ pattern: '^1[3-9]\\d{9}$' }),
    province: Type.String({ minLength: 1, maxLength: 30 }),
    city: Type.String({ minLength: 1, maxLength: 30 }),
    district: Type.String({ minLength: 1, maxLength: 30 }),
    street: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { title: 'PostAddress', additionalProperties: false, description: 'An address in China, and who is there.' },
);
export type PostAddress = Static<typeof PostAddress>;

/** What a citizen chooses when he files, or later. */
export const DeliveryChoice = Type.Object(
  {
    kind: OneOf(deliveryKinds),
    address: Type.Optional(PostAddress),
    collectPapers: Type.Optional(
      Type.Boolean({
        description: 'With `post`, when filing: the originals still needed are collected there too',
      }),
    ),
    servicePointId: Type.Optional(Id('With `pickUp`: where')),
  },
  {
    title: 'DeliveryChoice',
    additionalProperties: false,
    description: 'How the result reaches the citizen; `post` needs `address`, `pickUp` needs `servicePointId`.',
  },
);
export type DeliveryChoice = Static<typeof DeliveryChoice>;

/** What a matter offers. */
export const DeliveryOptions = Type.Object(
  {
    kinds: Type.Array(OneOf(deliveryKinds)),
    collectPapers: Type.Boolean({ description: 'Whether originals are collected at the address' }),
    pickUpPoints: Type.Array(Type.Object({ servicePointId: Type.String(), name: Type.String() })),
  },
  { title: 'DeliveryOptions', description: 'How the result of a matter may reach the citizen.' },
);
export type DeliveryOptions = Static<typeof DeliveryOptions>;

/** Something on its way. */
export const Consignment = Type.Object(
  {
    direction: OneOf(deliveryDirections),
    kind: OneOf(['post', 'pickUp'] as const),
    state: OneOf(deliveryStates, {
      description:
        '`chosen`: the result is not there yet · `ordered`: the post was asked to collect it · `sent`: the post has it · `ready`: it lies at the service point · `handedOver` · `returned`: it went back to the department · `cancelled`: there is nothing to carry',
    }),
    sentence: LocalText,
    waybill: Nullable(Type.String(), { description: 'Number of the parcel at EMS' }),
    servicePointId: Nullable(Type.String()),
    pickUpCode: Nullable(Type.String(), { description: 'To be told at the service point; while it lies there' }),
    track: Type.Array(Type.Object({ at: Time('When'), sentence: LocalText }), { description: 'Oldest first' }),
  },
  { title: 'Consignment', description: 'Something on its way, and what happens next.' },
);
export type Consignment = Static<typeof Consignment>;

/** How the result of an application reaches the citizen, and where it is. */
export const Delivery = Type.Object(
  { kind: OneOf(deliveryKinds), consignments: Type.Array(Consignment) },
  { title: 'Delivery', description: 'How the result reaches the citizen, and where it is.' },
);
export type Delivery = Static<typeof Delivery>;

/** A result has come to the service point. */
export const ArriveBody = Type.Object(
  { acceptanceNumber: Type.String({ pattern: '^\\d{8,32}$' }) },
  { title: 'ArriveBody', additionalProperties: false },
);
export type ArriveBody = Static<typeof ArriveBody>;

/** It is handed over to whoever tells the code. */
export const HandOverBody = Type.Object(
  { ...ArriveBody.properties, code: Type.String({ pattern: '^\\d{6}$' }) },
  { title: 'HandOverBody', additionalProperties: false },
);
export type HandOverBody = Static<typeof HandOverBody>;

/** What a service point is told of a result it keeps; nothing of whose it is. */
export const KeptResult = Type.Object(
  { acceptanceNumber: Type.String(), state: OneOf(deliveryStates) },
  { title: 'KeptResult', description: 'A result at a service point, and nothing of whose it is.' },
);
export type KeptResult = Static<typeof KeptResult>;
