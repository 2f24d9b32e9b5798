// The papers on their way: who supplies each, what is late, and what the citizen may do instead of waiting.
import type { Application } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { Button } from '../../components/Button.tsx';
import { Section } from '../../components/Section.tsx';
import { open } from '../../navigation/navigation.ts';
import { calendarDate, useSpeech } from '../../words/words.ts';

type Paper = Application['papers'][number];

/** Where a person has to look, or somebody is late. */
const doubtful: ReadonlySet<Paper['status']> = new Set(['owed', 'negative', 'contradiction']);

export function Papers({ application }: { application: Application }) {
  const { words } = useSpeech();
  const { applicationId, papers, papersReceived, papersTotal } = application;
  if (papers.length === 0) return null;
  return (
    <Section
      id="papers"
      tone="card"
      title={words.progress.papersTitle}
      lead={words.progress.papers(papersReceived, papersTotal)}
    >
      <View className="papers">
        {papers.map((paper) => (
          <PaperRow key={paper.materialId} paper={paper} applicationId={applicationId} />
        ))}
      </View>
    </Section>
  );
}

function PaperRow({ paper, applicationId }: { paper: Paper; applicationId: string }) {
  const speech = useSpeech();
  const { words, say } = speech;
  const { materialId, name, status, source, owedUntil, mayCommit } = paper;
  return (
    <View className="paper">
      <View
        className={status === 'pending' ? 'dot waiting-dot' : doubtful.has(status) ? 'dot' : 'tick'}
        aria-hidden="true"
      />
      <View className="paper-main">
        <View className="paper-head">
          <View className="paper-name">{say(name)}</View>
          <View className={`chip${doubtful.has(status) ? ' amber' : ''}`}>{words.progress.paperStatus[status]}</View>
        </View>
        {source && <View className="small mist">{say(source)}</View>}
        {owedUntil && <View className="small">{words.progress.owedUntil(calendarDate(owedUntil, speech))}</View>}
        {mayCommit && (
          <Button
            id={`commit-${materialId}`}
            kind="quiet"
            onPress={() => open('commitment', { applicationId, materialId })}
          >
            {words.progress.commitInstead}
          </Button>
        )}
      </View>
    </View>
  );
}
