// The papers of a plan: those not asked, with who supplies each; those to bring, with the law.
import type { PlannedMaterial } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { useSpeech } from '../words/words.ts';

/** Papers the citizen need not bring, and why. */
export function PapersNotAsked({ papers }: { papers: readonly PlannedMaterial[] }) {
  const { words, say } = useSpeech();
  return (
    <View className="papers">
      {papers.map((paper) => (
        <View key={paper.materialId} id={`paper-${paper.materialId}`} className="paper">
          <View className="tick" aria-hidden="true" />
          <View className="paper-main">
            <View className="paper-head">
              <View className="paper-name">{say(paper.name)}</View>
              {paper.ending && <View className="chip">{words.guide.endings[paper.ending]}</View>}
            </View>
            <View className="celadon">{say(paper.why)}</View>
          </View>
        </View>
      ))}
    </View>
  );
}

/** Papers and acts that are still the citizen's, each with its reason. */
export function PapersToBring({ papers }: { papers: readonly PlannedMaterial[] }) {
  const { words, say } = useSpeech();
  return (
    <>
      {papers.map((paper) => (
        <View key={paper.materialId} id={`bring-${paper.materialId}`} className="paper">
          <View className="dot" aria-hidden="true" />
          <View className="paper-main">
            <View className="paper-name">{say(paper.name)}</View>
            <View className="mist">{paper.byLaw ? words.guide.law(paper.byLaw) : say(paper.why)}</View>
          </View>
        </View>
      ))}
    </>
  );
}
