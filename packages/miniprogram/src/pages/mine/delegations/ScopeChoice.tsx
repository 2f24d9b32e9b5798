// For which matters a delegation is to hold: all, those of some parts of life, or some by name.
import type { DelegationScope, LocalText } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { Choices } from '../../../components/Choices.tsx';
import { Field, Labelled } from '../../../components/Field.tsx';
import { Removable, Toggle } from '../../../components/Toggle.tsx';
import { lifeEvents } from '../../../finding/lifeEvents.ts';
import { useAnswer } from '../../../service/useAnswer.ts';
import { useMineWords } from '../words.ts';

const kinds = ['everything', 'themes', 'matters'] as const;
type ScopeKind = (typeof kinds)[number];

/** A matter by its name. */
interface NamedMatter {
  matterId: string;
  name: LocalText;
}

/** What has been chosen; only what belongs to `kind` counts. */
export interface ChosenScope {
  kind: ScopeKind;
  /** Ids of life events; each stands for its themes. */
  events: readonly string[];
  matters: readonly NamedMatter[];
}

/** Nothing narrowed. */
export const everything: ChosenScope = { kind: 'everything', events: [], matters: [] };

/** Whether something is to be chosen and nothing is. */
export const isEmpty = ({ kind, events, matters }: ChosenScope): boolean =>
  (kind === 'themes' && events.length === 0) || (kind === 'matters' && matters.length === 0);

const scopes: Readonly<Record<ScopeKind, (chosen: ChosenScope) => DelegationScope>> = {
  everything: () => ({}),
  themes: ({ events }) => ({
    themes: lifeEvents.filter(({ id }) => events.includes(id)).flatMap(({ themes }) => [...themes]),
  }),
  matters: ({ matters }) => ({ matters: matters.map(({ matterId }) => matterId) }),
};

/** The scope that was chosen. */
export const scopeOf = (chosen: ChosenScope): DelegationScope => scopes[chosen.kind](chosen);

interface ScopeChoiceProps {
  scope: ChosenScope;
  /** Nothing was chosen, and he tried to go on. */
  isMissing: boolean;
  onChoose: (scope: ChosenScope) => void;
}

export function ScopeChoice({ scope, isMissing, onChoose }: ScopeChoiceProps) {
  const { mineWords, say } = useMineWords();
  const words = mineWords.delegations;
  const { kind, events, matters } = scope;
  return (
    <Labelled id="scope" label={words.scope}>
      <Choices
        id="scope"
        label={words.scope}
        options={kinds.map((value) => ({ value, label: words.scopes[value] }))}
        value={kind}
        error={isMissing ? (kind === 'themes' ? words.themesNeeded : words.mattersNeeded) : undefined}
        onChoose={(value) => onChoose({ ...scope, kind: kinds.find((one) => one === value) ?? 'everything' })}
      />
      {kind === 'themes' && (
        <View id="scope-themes" className="chips">
          {lifeEvents.map(({ id, name }) => (
            <Toggle
              key={id}
              id={`scope-theme-${id}`}
              on={events.includes(id)}
              onPress={() =>
                onChoose({
                  ...scope,
                  events: events.includes(id) ? events.filter((one) => one !== id) : [...events, id],
                })
              }
            >
              {say(name)}
            </Toggle>
          ))}
        </View>
      )}
      {kind === 'matters' && (
        <>
          {matters.length > 0 && (
            <View id="scope-matters" className="chips">
              {matters.map(({ matterId, name }) => (
                <Removable
                  key={matterId}
                  id={`scope-matter-${matterId}`}
                  onRemove={() => onChoose({ ...scope, matters: matters.filter((one) => one.matterId !== matterId) })}
                >
                  {say(name)}
                </Removable>
              ))}
            </View>
          )}
          <MatterFinder
            known={matters.map(({ matterId }) => matterId)}
            onFound={(matter) => onChoose({ ...scope, matters: [...matters, matter] })}
          />
        </>
      )}
    </Labelled>
  );
}

/** Typing is asked about after this pause, in milliseconds. */
const pauseMs = 200;
const foundCount = 6;

/** Finds matters by name; a tap takes one. */
function MatterFinder({ known, onFound }: { known: readonly string[]; onFound: (matter: NamedMatter) => void }) {
  const { mineWords, say } = useMineWords();
  const words = mineWords.delegations;
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const { value } = useAnswer(asked === '' ? null : asked, (client, asking) =>
    client.matters.suggest({ q: asked, limit: foundCount }, asking),
  );
  const found = asked === '' ? null : (value?.items ?? null);
  const offered = found?.filter(
    ({ matterId }, index) => !known.includes(matterId) && found.findIndex((one) => one.matterId === matterId) === index,
  );
  return (
    <>
      <Field
        id="scope-search"
        label={words.findMatter}
        help={words.findMatterHelp}
        maxLength={100}
        value={text}
        onType={setText}
      />
      {found?.length === 0 && <View className="mist">{words.nothingFound}</View>}
      <View id="scope-found" className="chips">
        {(offered ?? []).map(({ matterId, name }) => (
          <Toggle
            key={matterId}
            id={`scope-find-${matterId}`}
            on={false}
            onPress={() => {
              onFound({ matterId, name });
              setText('');
            }}
          >
            {say(name)}
          </Toggle>
        ))}
      </View>
    </>
  );
}
