// Facets of found matters: which pass the filters, and how many each further filter would leave. Pure.
import type { FacetCount, Matter, MatterFacets, ServicePointKind } from '@onetrip/shared/contract';
import type { ServicePoints } from '../servicePoints/near.ts';

/** Filters on matters; null and false filter nothing. */
export interface Filters {
  readonly themes: ReadonlySet<string> | null;
  readonly department: string | null;
  readonly idOnly: boolean;
  readonly online: boolean;
  readonly onPhone: boolean;
  readonly atBank: boolean;
  /** Kinds of service point there are where somebody is. */
  readonly near: ReadonlySet<ServicePointKind> | null;
}

const bank: ServicePointKind = 'bank_branch';
const isOnPhone = ({ channels, online }: Matter): boolean => online || channels.includes('phone');
const isAtBank = ({ servicePointKinds = [] }: Matter): boolean => servicePointKinds.includes(bank);

/** Whether one of these points handles it; of the bank's alone where only they are wanted. */
const isHandledBy = (
  { servicePointKinds = [] }: Matter,
  kinds: ReadonlySet<ServicePointKind>,
  atBank: boolean,
): boolean => servicePointKinds.some((kind) => kinds.has(kind) && (!atBank || kind === bank));

/** Each filter with its test. */
const tests: Record<keyof Filters, (matter: Matter, filters: Filters) => boolean> = {
  themes: ({ theme }, { themes }) => themes === null || themes.has(theme),
  department: (matter, { department }) => department === null || matter.department.code === department,
  idOnly: (matter, { idOnly }) => !idOnly || matter.idOnly === true,
  online: (matter, { online }) => !online || matter.online,
  onPhone: (matter, { onPhone }) => !onPhone || isOnPhone(matter),
  atBank: (matter, { atBank }) => !atBank || isAtBank(matter),
  near: (matter, { near, atBank }) => near === null || isHandledBy(matter, near, atBank),
};
const filterNames = Object.keys(tests) as (keyof Filters)[];

/** Whether a matter passes every filter, but for one that is left aside. */
export function passes(matter: Matter, filters: Filters, aside?: keyof Filters): boolean {
  return filterNames.every((name) => name === aside || tests[name](matter, filters));
}

function byDepartment(matters: readonly Matter[]): FacetCount[] {
  const counts = new Map<string, FacetCount>();
  for (const { department } of matters) {
    const before = counts.get(department.code) ?? { ...department, count: 0 };
    counts.set(department.code, { ...before, count: before.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

/** How many each filter would leave. */
export function facetsOf(found: readonly Matter[], filters: Filters, points: ServicePoints): MatterFacets {
  const but = (aside: keyof Filters) => found.filter((matter) => passes(matter, filters, aside));
  const anywhere = but('near');
  return {
    idOnly: but('idOnly').filter((matter) => matter.idOnly === true).length,
    onPhone: but('onPhone').filter(isOnPhone).length,
    atBank: but('atBank').filter((matter) => passes(matter, { ...filters, atBank: true })).length,
    departments: byDepartment(but('department')),
    districts: points.districts.map(({ code, name }) => {
      const kinds = points.kindsAt({ district: code });
      const count = anywhere.filter((matter) => isHandledBy(matter, kinds, filters.atBank)).length;
      return { code, name: { zh: name }, count };
    }),
  };
}
