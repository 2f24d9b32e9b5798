// What the operations of `plates` take and answer.
import { CreatePlateOfferBody, CreatePlateReservationBody, PlateOffer, PlateReservation } from '../plate.ts';
import type { OperationId } from '../routes/index.ts';
import type { Operation } from './operation.ts';

export const plateOperations = {
  'plates.offer': {
    summary: 'Fifty plate numbers to choose from',
    body: CreatePlateOfferBody,
    status: 201,
    result: PlateOffer,
    problems: ['unauthenticated', 'identity_level_too_low', 'matter_not_offered_here'],
  },
  'plates.reserve': {
    summary: 'Take one of them',
    body: CreatePlateReservationBody,
    status: 201,
    result: PlateReservation,
    problems: ['unauthenticated', 'not_found', 'plate_offer_expired', 'plate_taken', 'plate_not_offered'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
