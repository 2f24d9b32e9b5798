// Finding a matter: words, suggestions while typing, facets, the most used, and the index a phone searches in offline.
import { type Static, Type } from 'typebox';
import type { SearchIndex as Index } from '../search/build.ts';
import { MatterSummary } from './matter.ts';
import { FacetCount, PlaceQuery } from './servicePoint.ts';
import { Division, LocalText, Nullable, OneOf, Page, PageQuery } from './text.ts';

const Highlights = (of: string) =>
  Type.Array(Type.Tuple([Type.Integer(), Type.Integer()]), { description: `Ranges [from, to) of ${of} that matched` });

/** Query of `matters.search`. */
export const MatterQuery = Type.Object(
  {
    q: Type.Optional(
      Type.String({ maxLength: 100, description: 'Words, pinyin or initials; empty lists the most used' }),
    ),
    theme: Type.Optional(Type.String({ maxLength: 200, description: '主题; several with commas between' })),
    department: Type.Optional(Type.String({ maxLength: 10, description: 'Department code' })),
    idOnly: Type.Optional(Type.Boolean({ description: 'Only those that need nothing but the ID' })),
    online: Type.Optional(Type.Boolean({ description: 'Only those that can be filed online here' })),
    division: Type.Optional(
      Division(
        'What authorities there, above and below carry out (实施清单), each matter once; `000000` is the country. Absent: the catalogue of this city',
      ),
    ),
    onPhone: Type.Optional(Type.Boolean({ description: 'Only those that are handled on the phone (掌上办)' })),
    atBank: Type.Optional(Type.Boolean({ description: 'Only those that a bank’s branch handles' })),
    ...PlaceQuery,
    ...PageQuery,
  },
  { title: 'MatterQuery' },
);
export type MatterQuery = Static<typeof MatterQuery>;

/** A found matter, with what matched. */
export const MatterHit = Type.Object(
  {
    ...MatterSummary.properties,
    highlights: Highlights('`name.zh`'),
    implementations: Type.Optional(
      Type.Integer({ minimum: 1, description: 'How many authorities of the queried division carry it out' }),
    ),
  },
  { title: 'MatterHit', description: 'A found matter, with the part of its name that matched.' },
);
export type MatterHit = Static<typeof MatterHit>;

/** Where to turn when nothing was found. */
export const NothingFound = Type.Object(
  {
    themes: Type.Array(Type.String(), { description: 'The nearest themes (主题)' }),
    hotline: Type.String({ description: 'The government’s hotline' }),
  },
  { title: 'NothingFound', description: 'Where to turn when nothing was found.' },
);
export type NothingFound = Static<typeof NothingFound>;

/** How many of what was found each filter would leave, beside the filters already set. */
export const MatterFacets = Type.Object(
  {
    idOnly: Type.Integer({ minimum: 0 }),
    onPhone: Type.Integer({ minimum: 0 }),
    atBank: Type.Integer({ minimum: 0 }),
    departments: Type.Array(FacetCount, { description: 'As if no department were chosen; the most first' }),
    districts: Type.Array(FacetCount, { description: 'As if no place were chosen; in the city’s own order' }),
  },
  {
    title: 'MatterFacets',
    description: 'How many of what was found each filter would leave, beside the filters already set.',
  },
);
export type MatterFacets = Static<typeof MatterFacets>;

/** A filter that the words of a query set by themselves. */
export const SaidFilter = Type.Object(
  {
    kind: OneOf(['district', 'department'] as const),
    code: Type.String({ description: 'GB/T 2260, or the department’s code' }),
    name: LocalText,
    without: Type.String({ description: 'The query without it: search for this to take the filter away' }),
  },
  { title: 'SaidFilter', description: 'A district or a department that the words of a query name, taken as a filter.' },
);
export type SaidFilter = Static<typeof SaidFilter>;

/** A page of found matters. */
export const MatterPage = Type.Object(
  {
    ...Page('', MatterHit).properties,
    total: Type.Integer({
      minimum: 0,
      description: 'How many there are in all; of a query in words some hundreds at most',
    }),
    didYouMean: Nullable(Type.String(), { description: 'A better spelling, when one is likely' }),
    said: Type.Array(SaidFilter, { description: 'Filters that the words of the query set by themselves' }),
    facets: Type.Optional(MatterFacets),
    nothingFound: Type.Optional(NothingFound),
    disclaimer: LocalText,
  },
  { title: 'MatterPage', description: 'A page of found matters; `facets` stand on the first.' },
);
export type MatterPage = Static<typeof MatterPage>;

/** Query of `matters.suggest`. */
export const SuggestQuery = Type.Object(
  {
    q: Type.String({ maxLength: 100, description: 'What has been typed so far' }),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 20, default: 6, description: 'Suggestions wanted, 1–20' }),
    ),
  },
  { title: 'SuggestQuery' },
);
export type SuggestQuery = Static<typeof SuggestQuery>;

/** One thing somebody typing may want to ask. */
export const MatterSuggestion = Type.Object(
  {
    text: Type.String({ description: 'The matter’s name, or that of its everyday words which agrees best' }),
    highlights: Highlights('`text`'),
    matterId: MatterSummary.properties.matterId,
    name: MatterSummary.properties.name,
    department: MatterSummary.properties.department,
    idOnly: MatterSummary.properties.idOnly,
  },
  { title: 'MatterSuggestion', description: 'One thing somebody typing may want to ask.' },
);
export type MatterSuggestion = Static<typeof MatterSuggestion>;

/** What somebody typing is offered. */
export const MatterSuggestions = Type.Object(
  {
    items: Type.Array(MatterSuggestion),
    didYouMean: Nullable(Type.String(), { description: 'A better spelling, when one is likely' }),
    nothingFound: Type.Optional(NothingFound),
  },
  { title: 'MatterSuggestions', description: 'What somebody typing is offered.' },
);
export type MatterSuggestions = Static<typeof MatterSuggestions>;

/** The matters used most. */
export const HotMatters = Type.Object(
  {
    items: Type.Array(MatterSummary),
    days: Type.Integer({ description: 'Filings and guides opened are counted over so many days' }),
    disclaimer: LocalText,
  },
  {
    title: 'HotMatters',
    description:
      'The matters used most, counted without a trace of who; the editors’ order leads until use outweighs it.',
  },
);
export type HotMatters = Static<typeof HotMatters>;

/** Query of `matters.hot`. */
export const HotQuery = Type.Object(
  { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 30, default: 6, description: 'Matters wanted, 1–30' })) },
  { title: 'HotQuery' },
);
export type HotQuery = Static<typeof HotQuery>;

/** The index a phone searches in, as `search` and `complete` read it. Its inside may change with `version`. */
export const SearchIndex = Type.Unsafe<Index>({
  title: 'SearchIndex',
  description: 'The index a phone searches in: names, everyday words and pinyin of every matter, in rows.',
  type: 'object',
});
export type SearchIndex = Static<typeof SearchIndex>;

/** Query of `matters.index`. */
export const MatterIndexQuery = Type.Object(
  { have: Type.Optional(Type.String({ maxLength: 64, description: '`version` of the index already there' })) },
  { title: 'MatterIndexQuery' },
);
export type MatterIndexQuery = Static<typeof MatterIndexQuery>;

/** What a phone needs to find matters without a network. */
export const MatterIndex = Type.Object(
  {
    version: Type.String({ description: 'Changes with what the catalogue publishes' }),
    index: Nullable(SearchIndex, { description: 'Null where the version already there is the one in force' }),
    departments: Type.Record(Type.String(), Type.String(), { description: 'Chinese names of departments, by code' }),
  },
  { title: 'MatterIndex', description: 'What a phone needs to find matters without a network.' },
);
export type MatterIndex = Static<typeof MatterIndex>;
