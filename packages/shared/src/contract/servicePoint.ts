// A service point (服务点): a place where somebody is, or a machine stands, that handles matters.
import { type Static, Type } from 'typebox';
import { Id, LocalText, Nullable, OneOf } from './text.ts';

/** Kinds of service point (服务点), as they stand in the table of service points. */
export const servicePointKinds = [
  'admin_center',
  'street_center',
  'community_point',
  'bank_branch',
  'metro_station',
  'library',
  'self_service_24h',
  'dealer_4s',
  'pet_clinic',
  'hospital',
  'police_hall',
  'police_station',
  'exit_entry',
  'vehicle_office',
  'traffic_station',
  'hrss_point',
  'medical_insurance_hall',
  'marriage_registry',
  'housing_hall',
  'housing_fund_hall',
  'realestate_registry',
] as const;
export type ServicePointKind = (typeof servicePointKinds)[number];

/** One value of a facet, and how many there are of it. */
export const FacetCount = Type.Object(
  { code: Type.String(), name: LocalText, count: Type.Integer({ minimum: 0 }) },
  { title: 'FacetCount', description: 'One value of a facet, and how many there are of it.' },
);
export type FacetCount = Static<typeof FacetCount>;

/**
 * Where somebody is: a position with its radius, or a district. A position is worth rounding before it is sent: three
 * decimals are a hundred metres, enough to find what is near and too little to find a door.
 */
export const PlaceQuery = {
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90, description: 'Latitude, GCJ-02; only with `lng`' })),
  lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180, description: 'Longitude, GCJ-02; only with `lat`' })),
  within: Type.Optional(
    Type.Integer({ minimum: 100, maximum: 50_000, default: 3_000, description: 'Metres around the position' }),
  ),
  district: Type.Optional(
    Type.String({ pattern: '^\\d{6}$', description: 'District (GB/T 2260 code), where no position is known' }),
  ),
};

/** A service point (服务点). */
export const ServicePoint = Type.Object(
  {
    servicePointId: Id('e.g. SP0001'),
    name: Type.String(),
    kind: OneOf(servicePointKinds),
    district: Type.Object({ code: Type.String({ description: 'GB/T 2260' }), name: Type.String() }),
    address: Type.String({ description: 'Within its district; empty where it is not known' }),
    lat: Type.Number({ description: 'Latitude, GCJ-02, to about 100 m' }),
    lng: Type.Number({ description: 'Longitude, GCJ-02, to about 100 m' }),
    distanceMetres: Nullable(Type.Integer({ minimum: 0 }), {
      description: 'As the crow flies from the position asked about; null where only a district was',
    }),
  },
  { title: 'ServicePoint', description: 'A place where matters are handled (服务点).' },
);
export type ServicePoint = Static<typeof ServicePoint>;

/** Query of `servicePoints.nearby`. */
export const ServicePointQuery = Type.Object(
  {
    matterId: Type.Optional(Id('Only those that handle this matter')),
    kind: Type.Optional(OneOf(servicePointKinds, { description: 'Only those of this kind' })),
    ...PlaceQuery,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 10, description: 'Points wanted, 1–50' })),
  },
  { title: 'ServicePointQuery' },
);
export type ServicePointQuery = Static<typeof ServicePointQuery>;

/** Service points near a place. */
export const NearbyServicePoints = Type.Object(
  {
    items: Type.Array(ServicePoint, { description: 'The nearest first; none where no place was named' }),
    districts: Type.Array(FacetCount, { description: 'The districts to choose from, and how many there are in each' }),
    disclaimer: LocalText,
  },
  { title: 'NearbyServicePoints', description: 'Service points near a place, and the districts to choose from.' },
);
export type NearbyServicePoints = Static<typeof NearbyServicePoints>;
