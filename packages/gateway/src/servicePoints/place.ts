// The place a query names: a position or a district; half a position and an unknown district are told.
import type { LocalText, MatterQuery } from '@onetrip/shared/contract';
import { ProblemError } from '../http/problem.ts';
import type { Place, ServicePoints } from './near.ts';

const refuse = (field: string, message: LocalText): never => {
  throw new ProblemError('invalid_request', { fields: [{ field, message }] });
};

/**
 * The place named; null where none is. A position counts before a district.
 * @throws ProblemError `invalid_request`
 */
export function placeIn(
  { lat, lng, within = 3_000, district }: Pick<MatterQuery, 'lat' | 'lng' | 'within' | 'district'>,
  { districts }: ServicePoints,
): Place | null {
  if (lat !== undefined && lng !== undefined) return { lat, lng, within };
  if (lat !== undefined || lng !== undefined) {
    return refuse(lat === undefined ? 'lat' : 'lng', {
      zh: '经度和纬度要一起提供。',
      en: 'Latitude and longitude go together.',
    });
  }
  if (district === undefined) return null;
  if (districts.some(({ code }) => code === district)) return { district };
  return refuse('district', { zh: '没有这个区县，请重新选择。', en: 'There is no such district; choose again.' });
}
