// Results: what was found, ranked by the service; filters with their counts; a better spelling; where to turn; more on demand.
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Facets } from '../../components/Facets.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { FromPhone } from '../../components/FromPhone.tsx';
import { Lost } from '../../components/Lost.tsx';
import { MatterRow } from '../../components/MatterRow.tsx';
import { Heading, Press } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { Removable, Toggle } from '../../components/Toggle.tsx';
import { Nothing, Waiting } from '../../components/Waiting.tsx';
import { lifeEventOf } from '../../finding/lifeEvents.ts';
import { type MatterList, type Narrowing, unnarrowed, useMatters } from '../../finding/useMatters.ts';
import { forgetPlace, useWhereabouts } from '../../location/place.ts';
import { replace } from '../../navigation/navigation.ts';
import { useQuery } from '../../navigation/useQuery.ts';
import { useSpeech } from '../../words/words.ts';

export default function Results() {
  const { words, say } = useSpeech();
  const { q = '', theme, event: eventId } = useQuery();
  const event = lifeEventOf(eventId);
  const [part, setPart] = useState<string | null>(null);
  const [narrowing, setNarrowing] = useState<Narrowing>(unnarrowed);
  const { place } = useWhereabouts();
  const themes = part ? [part] : theme ? [theme] : (event?.themes ?? []);
  const list = useMatters(q, themes, narrowing);
  const { items, first, here, fault, asking, again } = list;
  const title = event ? say(event.name) : (theme ?? (q || words.search.everything));
  const didYouMean = here ? here.didYouMean : (first?.didYouMean ?? null);
  const isAnswered = here !== null || first !== null;
  const isNarrowed = place !== null || Object.values(narrowing).some(Boolean);
  // Where there is nothing, there is nothing to filter.
  const isFilterable = isAnswered && (items.length > 0 || isNarrowed);
  return (
    <Screen title={title} className="results">
      <SearchBox initial={q} onSearch={(text) => replace('results', { q: text })} />
      <View className="results-head">
        <Heading level={1}>{title}</Heading>
        {event && event.themes.length > 1 && (
          <View className="chips" role="radiogroup" aria-role="radiogroup" aria-label={words.search.themes}>
            {event.themes.map((name, index) => (
              <Toggle
                key={name}
                id={`theme-${index}`}
                role="radio"
                on={part === name}
                onPress={() => setPart(part === name ? null : name)}
              >
                {name}
              </Toggle>
            ))}
          </View>
        )}
        {here === null && (first?.said.length ?? 0) > 0 && (
          <View id="said" className="chips">
            {first?.said.map(({ kind, name, without }) => (
              <Removable
                key={kind}
                id={`said-${kind}`}
                onRemove={() => replace('results', without === '' ? {} : { q: without })}
              >
                {say(name)}
              </Removable>
            ))}
          </View>
        )}
        {isFilterable && (
          <Facets
            facets={here ? null : (first?.facets ?? null)}
            narrowing={narrowing}
            onNarrow={(change) => setNarrowing({ ...narrowing, ...change })}
          />
        )}
      </View>
      {didYouMean !== null && (
        <Press
          id="did-you-mean"
          className="link meant"
          role="link"
          onPress={() => replace('results', { q: didYouMean })}
        >
          {words.search.didYouMean(didYouMean)}
        </Press>
      )}
      {here && <FromPhone onAgain={again} />}
      {fault && <FaultNotice fault={fault} onAgain={again} />}
      {!fault && !isAnswered && <Waiting />}
      {isAnswered && !asking && !fault && items.length === 0 && (
        <NothingHere
          list={list}
          narrowed={isNarrowed}
          onWiden={() => {
            setNarrowing(unnarrowed);
            forgetPlace();
          }}
        />
      )}
      {items.length > 0 && <Rows list={list} />}
    </Screen>
  );
}

function Rows({ list: { items, total, more, asking } }: { list: MatterList }) {
  const { words } = useSpeech();
  return (
    <>
      <View className="small mist" role="status" aria-live="polite">
        {words.search.found(total)}
      </View>
      <View id="results" className="rows">
        {items.map((matter) => (
          <MatterRow key={matter.matterId} matter={matter} />
        ))}
      </View>
      {more && (
        <Button id="more" kind="quiet" busy={asking} onPress={more}>
          {words.search.more}
        </Button>
      )}
    </>
  );
}

interface NothingHereProps {
  list: MatterList;
  narrowed: boolean;
  onWiden: () => void;
}

/** Nothing under these filters, or nothing at all: then the nearest themes, and a person to call. */
function NothingHere({ list: { first, here }, narrowed, onWiden }: NothingHereProps) {
  const { words } = useSpeech();
  const nothing = here ? here.nothingFound : first?.nothingFound;
  if (narrowed) {
    return (
      <>
        <Nothing title={words.search.noneNarrowed} help={words.search.noneNarrowedHelp} />
        <Button id="widen" kind="quiet" onPress={onWiden}>
          {words.search.widen}
        </Button>
      </>
    );
  }
  if (nothing) return <Lost id="lost" nothing={nothing} onTheme={(theme) => replace('results', { theme })} />;
  return <Nothing title={words.search.none} help={words.search.noneHelp} />;
}
