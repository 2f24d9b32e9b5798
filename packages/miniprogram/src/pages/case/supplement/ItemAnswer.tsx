// How one thing asked for is answered: a field of the form, a commitment, or a statement in words.
import type { GiveSupplementBody, SupplementItem } from '@onetrip/shared/contract';
import { View } from '@tarojs/components';
import { Consent } from '../../../components/Choices.tsx';
import { Labelled } from '../../../components/Field.tsx';
import { FormFields } from '../../../components/FormFields.tsx';
import { TextArea } from '../../../components/primitives.tsx';
import type { FiledForm } from '../../../matter/useFiledForm.ts';
import { useCaseWords } from '../words.ts';

interface ItemAnswerProps {
  item: SupplementItem;
  filed: FiledForm;
  given: GiveSupplementBody;
  /** Sentences by path into the request. */
  errors: Readonly<Record<string, string>>;
  onChange: (part: Partial<GiveSupplementBody>) => void;
}

export function ItemAnswer({ item, filed: { form, matter }, given, errors, onChange }: ItemAnswerProps) {
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
          onChange={(id, value) => onChange({ form: { ...given.form, [id]: value } })}
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
            onChange({
              commitments: yes ? [...given.commitments, id] : given.commitments.filter((one) => one !== id),
            })
          }
        >
          {caseWords.supplement.agree}
        </Consent>
      </>
    );
  }
  const error = errors[`statements.${id}`];
  return (
    <Labelled
      id={`statement-${id}`}
      label={caseWords.supplement.state}
      help={caseWords.supplement.stateHelp}
      error={error}
    >
      <TextArea
        id={`statement-${id}`}
        value={given.statements[id] ?? ''}
        invalid={error ? true : undefined}
        describedBy={error ? `statement-${id}-error` : undefined}
        onType={(text) => onChange({ statements: { ...given.statements, [id]: text } })}
      />
    </Labelled>
  );
}
