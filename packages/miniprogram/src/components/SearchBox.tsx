// The one big search: suggestions while typing, the whole list on Enter.
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { open } from '../navigation/navigation.ts';
import { useAnswer } from '../service/useAnswer.ts';
import { useSpeech } from '../words/words.ts';
import { SummaryAnswer } from './Answer.tsx';
import { Press, TextBox } from './primitives.tsx';

/** Typing is asked about after this pause, in milliseconds. */
const pauseMs = 160;
const suggestionCount = 6;

interface SearchBoxProps {
  initial?: string;
  onSearch: (text: string) => void;
  suggest?: boolean;
}

export function SearchBox({ initial = '', onSearch, suggest }: SearchBoxProps) {
  const { words, say } = useSpeech();
  const [text, setText] = useState(initial);
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const wanted = suggest && settled !== '' ? settled : null;
  const { value } = useAnswer(wanted, (client) => client.matters.search({ q: wanted ?? '', limit: suggestionCount }));
  const suggestions = wanted && text.trim() !== '' ? (value?.items ?? []) : [];
  const search = () => {
    if (text.trim() !== '') onSearch(text.trim());
  };
  return (
    <View className="search" role="search">
      <View className="search-bar">
        <View className="lens" aria-hidden="true" />
        <TextBox
          id="search"
          className="search-text"
          kind="search"
          value={text}
          maxLength={100}
          label={words.search.label}
          placeholder={words.search.placeholder}
          onType={setText}
          onEnter={search}
        />
        <Press id="search-go" className="search-go" onPress={search}>
          {words.search.go}
        </Press>
      </View>
      {suggestions.length > 0 && (
        <View id="suggestions" className="suggestions" aria-label={words.search.suggestions} aria-live="polite">
          {suggestions.map((hit, index) => (
            <Press
              key={hit.matterId}
              id={`suggestion-${index}`}
              className="suggestion"
              role="link"
              onPress={() => open('guide', { matterId: hit.matterId })}
            >
              <View className="row-title">{say(hit.name)}</View>
              <SummaryAnswer matter={hit} />
            </Press>
          ))}
        </View>
      )}
    </View>
  );
}
