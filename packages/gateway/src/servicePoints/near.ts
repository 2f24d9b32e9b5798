// What is near: distances over the table of service points. Pure; a few hundred points need no index.
import type { FacetCount, ServicePoint, ServicePointKind } from '@onetrip/shared/contract';
import type { District, ListedPoint, ServicePointTables } from '../../catalogue/servicePoints.ts';

/** Where somebody is: a position (GCJ-02) with a radius in metres, or a district's code. */
export type Place = { lat: number; lng: number; within: number } | { district: string };

/** The service points of the city. */
export interface ServicePoints {
  readonly districts: readonly District[];
  /** Points at a place, the nearest first, in a district by their id; only of these kinds where some are named. */
  at(place: Place, kinds?: ReadonlySet<ServicePointKind>): ServicePoint[];
  /** Kinds of point there are at a place. */
  kindsAt(place: Place): ReadonlySet<ServicePointKind>;
  /** How many points of these kinds each district has; those without any are left out. */
  byDistrict(kinds?: ReadonlySet<ServicePointKind>): FacetCount[];
}

const earthRadiusMetres = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two positions, as the crow flies (haversine). */
export function metresBetween(a: { lat: number; lng: number }, b: { lat: number; lng: number }): number {
  const [north, east] = [radians(b.lat - a.lat), radians(b.lng - a.lng)];
  const chord =
    Math.sin(north / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(east / 2) ** 2;
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** The service points of these tables. */
export function servicePointsOf({ points, districts }: ServicePointTables): ServicePoints {
  const names = new Map(districts.map(({ code, name }) => [code, name] as const));
  const shown = ({ district, ...point }: ListedPoint, distanceMetres: number | null): ServicePoint => ({
    ...point,
    district: { code: district, name: names.get(district) ?? district },
    distanceMetres,
  });
  const at: ServicePoints['at'] = (place, kinds) => {
    const wanted = kinds ? points.filter(({ kind }) => kinds.has(kind)) : points;
    if ('district' in place)
      return wanted.filter(({ district }) => district === place.district).map((point) => shown(point, null));
    return wanted
      .map((point) => ({ point, metres: metresBetween(place, point) }))
      .filter(({ metres }) => metres <= place.within)
      .sort((a, b) => a.metres - b.metres)
      .map(({ point, metres }) => shown(point, Math.round(metres)));
  };
  const kindsOf = (place: Place): ReadonlySet<ServicePointKind> => new Set(at(place).map(({ kind }) => kind));
  // Asked for every district with every search, to count what each would leave.
  const kindsOfDistrict = new Map(districts.map(({ code }) => [code, kindsOf({ district: code })] as const));
  return {
    districts,
    at,
    kindsAt: (place) => ('district' in place ? kindsOfDistrict.get(place.district) : undefined) ?? kindsOf(place),
    byDistrict(kinds) {
      return districts
        .map(({ code, name }) => ({ code, name: { zh: name }, count: at({ district: code }, kinds).length }))
        .filter(({ count }) => count > 0);
    },
  };
}
