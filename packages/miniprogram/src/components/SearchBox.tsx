// The one big search: suggestions while typing, the whole list on Enter.
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { suggestHere } from '../finding/here.ts';
import { useFound } from '../finding/useFound.ts';
import { open } from '../navigation/navigation.ts';
import { useSpeech } from '../words/words.ts';
import { Press, TextBox } from './primitives.tsx';
import { Suggestions } from './Suggestions.tsx';

/** Typing is asked about after this pause, in milliseconds. */
const pauseMs = 160;
const suggestionCount = 6;
/** A suggestion that comes later is of no use: one try, and not for long. */
const patience = { maxAttempts: 1, attemptTimeoutMs: 4_000 };

/** The next option, or -1 for the text itself, round and round. */
const step = (from: number, by: number, count: number): number => ((from + 1 + by + count + 1) % (count + 1)) - 1;

interface SearchBoxProps {
  initial?: string;
  onSearch: (text: string) => void;
}

export function SearchBox({ initial = '', onSearch }: SearchBoxProps) {
  const { words } = useSpeech();
  const [text, setText] = useState(initial);
  const [settled, setSettled] = useState('');
  const [active, setActive] = useState(-1);
  // Closed until something is typed, and again once something was chosen.
  const [closed, setClosed] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const wanted = !closed && settled !== '' ? settled : null;
  const { value, here } = useFound(
    wanted,
    (client, asking) => client.matters.suggest({ q: wanted ?? '', limit: suggestionCount }, { ...asking, ...patience }),
    () => suggestHere(wanted ?? '', suggestionCount),
  );
  const offered = wanted && text.trim() !== '' ? (here ?? value) : null;
  const items = offered?.items ?? [];

  const type = (next: string) => {
    setText(next);
    setActive(-1);
    setClosed(false);
  };
  const search = (words: string) => {
    if (words.trim() === '') return;
    setClosed(true);
    onSearch(words.trim());
  };
  const openMatter = (matterId: string) => {
    setClosed(true);
    open('guide', { matterId });
  };
  const enter = () => {
    const chosen = items[active];
    if (chosen) openMatter(chosen.matterId);
    else search(text);
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
          onType={type}
          onEnter={enter}
          options={{
            listId: 'suggestions',
            shown: items.length > 0,
            active: active >= 0 ? `suggestion-${active}` : undefined,
            onMove: (by) => setActive((before) => step(before, by, items.length)),
            onClose: () => setClosed(true),
          }}
        />
        {text !== '' && (
          <Press id="search-clear" className="search-clear" label={words.search.clear} onPress={() => type('')}>
            <View className="cross" aria-hidden="true" />
          </Press>
        )}
        <Press id="search-go" className="search-go" onPress={() => search(text)}>
          {words.search.go}
        </Press>
      </View>
      {offered && (
        <Suggestions
          offered={offered}
          active={active}
          fromHere={here !== null}
          onMatter={openMatter}
          onWords={search}
          onTheme={(theme) => {
            setClosed(true);
            open('results', { theme });
          }}
        />
      )}
    </View>
  );
}
