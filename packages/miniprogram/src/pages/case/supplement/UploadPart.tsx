// A paper shown as a picture or a file: chosen, on its way, whole.
import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { Button } from '../../../components/Button.tsx';
import { FaultNotice } from '../../../components/FaultNotice.tsx';
// Without an extension, so that Taro takes `choosing.weapp.ts` for WeChat.
import { ways } from '../../../uploads/choosing';
import { type Progress, useUpload } from '../../../uploads/useUpload.ts';
import { useCaseWords } from '../words.ts';

interface UploadPartProps {
  materialId: string;
  /** What it is kept under on this device. */
  name: string;
  /** Whether it is whole. */
  given: boolean;
  error?: string;
  onWhole: (uploadId: string | null) => void;
  onSending: (sending: boolean) => void;
}

export function UploadPart({ materialId, name, given, error, onWhole, onSending }: UploadPartProps) {
  const { caseWords } = useCaseWords();
  const words = caseWords.supplement;
  const { progress, sending, fault, choose, goOn, pause, discard } = useUpload(name, onWhole);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it changes
  useEffect(() => onSending(sending), [sending]);
  if (given) {
    return (
      <View id={`upload-done-${materialId}`} className="upload">
        <View className="paper-head">
          <View className="tick" aria-hidden="true" />
          <View className="strong">{words.uploaded}</View>
        </View>
        <Button id={`upload-discard-${materialId}`} kind="plain" onPress={discard}>
          {words.uploadOther}
        </Button>
      </View>
    );
  }
  return (
    <View className="upload">
      <View className="field-label">{words.upload}</View>
      {progress && <Bar id={`upload-progress-${materialId}`} progress={progress} />}
      {fault && <FaultNotice fault={fault} />}
      {error && (
        <View className="field-error" aria-live="polite">
          {error}
        </View>
      )}
      {sending ? (
        <Button id={`upload-pause-${materialId}`} kind="plain" onPress={pause}>
          {words.uploadPause}
        </Button>
      ) : (
        <>
          {goOn && (
            <Button id={`upload-go-on-${materialId}`} kind="quiet" onPress={goOn}>
              {words.uploadGoOn}
            </Button>
          )}
          {progress && !goOn && <View>{words.uploadAgain}</View>}
          {ways.map((way) => (
            <Button
              key={way.id}
              id={`upload-${way.id}-${materialId}`}
              kind={goOn ? 'plain' : 'quiet'}
              onPress={() => choose(way)}
            >
              {words.uploadWays[way.id]}
            </Button>
          ))}
          <View className="field-help">{words.uploadHelp}</View>
        </>
      )}
    </View>
  );
}

/** How much has been sent, as a bar and in words. */
function Bar({ id, progress: { sent, size } }: { id: string; progress: Progress }) {
  const { caseWords } = useCaseWords();
  const percent = Math.floor((sent / size) * 100);
  return (
    <View id={id} className="bar" role="progressbar">
      <View className="bar-track" aria-hidden="true">
        <View className="bar-filled" style={{ width: `${percent}%` }} />
      </View>
      <View className="small figures">{caseWords.supplement.uploadProgress(percent)}</View>
    </View>
  );
}
