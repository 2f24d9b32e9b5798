// Operations of service points: which are near, and handle this matter.
import type { ServicePointKind } from '@onetrip/shared/contract';
import { disclaimer } from '../../catalogue/load.ts';
import type { Context } from '../context.ts';
import type { Handlers } from '../http/handlers.ts';
import { placeIn } from './place.ts';

type ServicePointOperation = Extract<keyof Handlers, `servicePoints.${string}`>;

/** Handlers of `servicePoints.*`. */
export function servicePointHandlers({ catalogue }: Context): Pick<Handlers, ServicePointOperation> {
  return {
    'servicePoints.nearby': async ({ query }) => {
      const { matterId, kind, limit = 10 } = query;
      const { servicePoints } = catalogue;
      const place = placeIn(query, servicePoints);
      const handling = matterId === undefined ? undefined : catalogue.get(matterId).servicePointKinds;
      const kinds = kindsBoth(matterId === undefined ? undefined : (handling ?? []), kind);
      return {
        items: place === null ? [] : servicePoints.at(place, kinds).slice(0, limit),
        districts: servicePoints.byDistrict(kinds),
        disclaimer,
      };
    },
  };
}

/** Kinds that handle the matter and are the kind asked for; undefined where neither is named. */
function kindsBoth(
  handling: readonly ServicePointKind[] | undefined,
  kind: ServicePointKind | undefined,
): ReadonlySet<ServicePointKind> | undefined {
  if (kind === undefined) return handling && new Set(handling);
  return new Set(handling === undefined || handling.includes(kind) ? [kind] : []);
}
