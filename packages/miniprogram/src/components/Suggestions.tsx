// What is offered under the search while somebody types.
import type { MatterSuggestion, MatterSuggestions } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useSpeech } from '../words/words.ts';
import { Lost } from './Lost.tsx';
import { Marked } from './Marked.tsx';
import { Press } from './primitives.tsx';

interface SuggestionsProps {
  offered: MatterSuggestions;
  /** The option the keyboard stands on, or -1. */
  active: number;
  /** Found on this phone, not by the service. */
  fromHere: boolean;
  onMatter: (matterId: string) => void;
  onWords: (words: string) => void;
  onTheme: (theme: string) => void;
}

export function Suggestions({ offered, active, fromHere, onMatter, onWords, onTheme }: SuggestionsProps) {
  const { words } = useSpeech();
  const { items, didYouMean, nothingFound } = offered;
  if (items.length === 0 && !nothingFound) return null;
  return (
    <View className="suggestions">
      <View className="unseen" role="status" aria-live="polite">
        {items.length > 0 ? words.search.offered(items.length) : ''}
      </View>
      {didYouMean !== null && (
        <Press id="suggestion-meant" className="suggestion link" role="link" onPress={() => onWords(didYouMean)}>
          {words.search.didYouMean(didYouMean)}
        </Press>
      )}
      {items.length > 0 && (
        <View id="suggestions" role="listbox" aria-role="listbox" aria-label={words.search.suggestions}>
          {items.map((item, index) => (
            <Press
              key={item.text}
              id={`suggestion-${index}`}
              className={`suggestion${index === active ? ' active' : ''}`}
              role="option"
              selected={index === active}
              onPress={() => onMatter(item.matterId)}
            >
              <Offer item={item} />
            </Press>
          ))}
        </View>
      )}
      {nothingFound && <Lost id="suggestions-lost" nothing={nothingFound} onTheme={onTheme} />}
      {fromHere && <View className="suggestions-here small mist">{words.search.fromPhone}</View>}
    </View>
  );
}

/** The words that matched; below, the matter they lead to where it is called otherwise, and who handles it. */
function Offer({ item }: { item: MatterSuggestion }) {
  const { words, say, language } = useSpeech();
  const { text, highlights, name, department, idOnly } = item;
  const isName = text === name.zh;
  const shown = language === 'en' && isName && name.en ? name.en : <Marked text={text} ranges={highlights} />;
  const leadsTo = isName ? [] : [say(name)];
  const more = [...leadsTo, say(department.name)].join(' · ');
  return (
    <>
      <View className="row-title">{shown}</View>
      <View className="small mist">
        {idOnly === true && <View className="celadon inline">{words.answer.idOnly}</View>}
        {more}
      </View>
    </>
  );
}
