// How far a delegation reaches, in words: the themes and the matters by their names.
import type { DelegationScope } from '@onetrip/shared/contract';
import { useAnswer } from '../../../service/useAnswer.ts';
import { useMineWords } from '../words.ts';

/** Names that are told; of more, only how many there are. */
const mostNamed = 3;

/** The reach of a scope; matters are named as soon as their names are known. */
export function useReach({ matters = [], themes = [] }: DelegationScope): string {
  const { mineWords, words, say } = useMineWords();
  const named = matters.slice(0, mostNamed);
  const { value } = useAnswer(named.length === 0 ? null : named.join(' '), (client, asking) =>
    Promise.all(named.map(async (matterId) => (await client.matters.get(matterId, asking)).name)),
  );
  const count = themes.length + matters.length;
  if (count === 0) return mineWords.delegations.everything;
  const names = [...themes, ...(value ?? []).map(say)];
  const shown = names.slice(0, mostNamed).join(words.listSeparator);
  return count <= mostNamed ? shown : mineWords.delegations.several(shown, count);
}
