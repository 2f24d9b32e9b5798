// Results: what was found, ranked by the service; a better spelling; more on demand.
import type { MatterHit } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { FaultNotice } from '../../components/FaultNotice.tsx';
import { MatterRow } from '../../components/MatterRow.tsx';
import { Heading, Press } from '../../components/primitives.tsx';
import { Screen } from '../../components/Screen.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { Nothing, Waiting } from '../../components/Waiting.tsx';
import { replace } from '../../navigation/navigation.ts';
import { useQuery } from '../../navigation/useQuery.ts';
import { useAnswer } from '../../service/useAnswer.ts';
import { useSpeech } from '../../words/words.ts';

/** Matters a page: what a phone shows in two or three screens. */
const pageSize = 12;

export default function Results() {
  const { words } = useSpeech();
  const { q = '', theme } = useQuery();
  const [idOnly, setIdOnly] = useState(false);
  const [cursor, setCursor] = useState<string | null>(null);
  const [seen, setSeen] = useState<MatterHit[]>([]);
  const query = { ...(q && { q }), ...(theme && { theme }), ...(idOnly && { idOnly }), limit: pageSize };
  const question = JSON.stringify(query);
  const { value, fault, asking, again } = useAnswer(`${question} ${cursor}`, (client) =>
    client.matters.search({ ...query, ...(cursor && { cursor }) }),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins a new list
  useEffect(() => {
    setSeen([]);
    setCursor(null);
  }, [question]);
  const shown = cursor ? [...seen, ...(asking ? [] : (value?.items ?? []))] : (value?.items ?? []);
  const more = () => {
    setSeen(shown);
    setCursor(value?.nextCursor ?? null);
  };
  const title = theme ?? (q || words.search.everything);
  return (
    <Screen title={title} className="results">
      <SearchBox initial={q} onSearch={(text) => replace('results', { q: text })} />
      <View className="results-head">
        <Heading level={1}>{title}</Heading>
        <Press
          id="only-id"
          role="checkbox"
          checked={idOnly}
          className={`choice small-choice${idOnly ? ' chosen' : ''}`}
          onPress={() => setIdOnly(!idOnly)}
        >
          {words.search.onlyId}
        </Press>
      </View>
      {value?.didYouMean && (
        <Press
          id="did-you-mean"
          className="link"
          role="link"
          onPress={() => replace('results', { q: value.didYouMean ?? '' })}
        >
          {words.search.didYouMean(value.didYouMean)}
        </Press>
      )}
      {fault && <FaultNotice fault={fault} onAgain={again} />}
      {!fault && !value && <Waiting />}
      {value && !asking && shown.length === 0 && <Nothing title={words.search.none} help={words.search.noneHelp} />}
      {shown.length > 0 && (
        <>
          <View className="small mist" aria-live="polite">
            {words.search.found(shown.length, value?.nextCursor !== null)}
          </View>
          <View id="results" className="rows">
            {shown.map((matter) => (
              <MatterRow key={matter.matterId} matter={matter} />
            ))}
          </View>
          {value?.nextCursor && (
            <Button id="more" kind="quiet" busy={asking} onPress={more}>
              {words.search.more}
            </Button>
          )}
        </>
      )}
    </Screen>
  );
}
