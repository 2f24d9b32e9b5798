// How one thing asked for is answered: a field of the form, a commitment, a statement in words, or a file that shows it.
import type { GiveSupplementBody, SupplementItem } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { Consent } from '../../../components/Choices.tsx';
import { Labelled } from '../../../components/Field.tsx';
import { FormFields } from '../../../components/FormFields.tsx';
import { TextArea } from '../../../components/primitives.tsx';
import type { FiledForm } from '../../../matter/useFiledForm.ts';
import { useCaseWords } from '../words.ts';
import { UploadPart } from './UploadPart.tsx';

interface ItemAnswerProps {
  item: SupplementItem;
  filed: FiledForm;
  given: GiveSupplementBody;
  /** What the answer is kept under on this device. */
  name: string;
  /** Sentences by path into the request. */
  errors: Readonly<Record<string, string>>;
  onChange: (change: (before: GiveSupplementBody) => Partial<GiveSupplementBody>) => void;
  /** Told while a file is on its way. */
  onSending: (sending: boolean) => void;
}

export function ItemAnswer({ item, filed, given, name, errors, onChange, onSending }: ItemAnswerProps) {
  const { form, matter } = filed;
  const { caseWords, words, say } = useCaseWords();
  const field = matter.form.find(({ id }) => id === item.field);
  if (field) {
    const before = form.values[field.id];
    return (
      <>
        {before && <View className="small mist">{`${caseWords.supplement.before}：${before}`}</View>}
        <FormFields
          fields={[{ ...field, required: true }]}
          values={given.form}
          errors={errors}
          onChange={(id, value) => onChange((before) => ({ form: { ...before.form, [id]: value } }))}
        />
      </>
    );
  }
  const material = matter.materials.find(({ id }) => id === item.materialId);
  if (!material) return null;
  const { id, ending, commitment } = material;
  if (ending === 'commitment') {
    return (
      <>
        {commitment && (
          <>
            <View className="commitment">{say(commitment.text)}</View>
            <View className="small mist">{words.filing.laterCheck(say(commitment.laterCheck))}</View>
          </>
        )}
        <Consent
          id={`commit-${id}`}
          value={given.commitments.includes(id)}
          error={errors[`commitments.${id}`]}
          onChange={(yes) =>
            onChange(({ commitments }) => ({
              commitments: yes ? [...commitments, id] : commitments.filter((one) => one !== id),
            }))
          }
        >
          {caseWords.supplement.agree}
        </Consent>
      </>
    );
  }
  const error = errors[`statements.${id}`];
  const shown = given.uploads?.[id] !== undefined;
  return (
    <>
      <UploadPart
        materialId={id}
        name={`${name}.${id}`}
        given={shown}
        error={errors[`uploads.${id}`]}
        onWhole={(uploadId) => onChange(({ uploads }) => ({ uploads: withUpload(uploads, id, uploadId) }))}
        onSending={onSending}
      />
      <Labelled
        id={`statement-${id}`}
        label={shown ? caseWords.supplement.stateToo : caseWords.supplement.state}
        optional={shown ? words.filing.optional : undefined}
        help={shown ? undefined : caseWords.supplement.stateHelp}
        error={error}
      >
        <TextArea
          id={`statement-${id}`}
          value={given.statements[id] ?? ''}
          invalid={error ? true : undefined}
          describedBy={error ? `statement-${id}-error` : undefined}
          onType={(text) => onChange(({ statements }) => ({ statements: { ...statements, [id]: text } }))}
        />
      </Labelled>
    </>
  );
}

/** The uploads with one more, or one less. */
function withUpload(uploads: GiveSupplementBody['uploads'], materialId: string, uploadId: string | null) {
  const { [materialId]: _, ...others } = uploads ?? {};
  return uploadId === null ? others : { ...others, [materialId]: uploadId };
}
