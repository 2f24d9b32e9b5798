// The questions that decide what is needed, asked where the answer is seen at once.
import type { Situation as Answers, Matter } from '@onetrip/shared/contract';
import { holds } from '@onetrip/shared/rules';
import { View } from '@tarojs/components';
import { useSpeech } from '../words/words.ts';
import { Choices } from './Choices.tsx';

interface SituationProps {
  matter: Matter;
  answers: Answers;
  onAnswer: (question: string, value: string) => void;
  errors?: Readonly<Record<string, string>>;
}

export function Situation({ matter, answers, onAnswer, errors = {} }: SituationProps) {
  const { say } = useSpeech();
  return (
    <View className="situation">
      {matter.questions
        .filter((question) => holds(question.when, answers))
        .map((question) => {
          const error = errors[`situation.${question.id}`];
          return (
            <View key={question.id} className={`field${error ? ' wrong' : ''}`}>
              <View className="field-label">{say(question.text)}</View>
              <Choices
                id={`question-${question.id}`}
                label={say(question.text)}
                options={question.options.map(({ value, label }) => ({ value, label: say(label) }))}
                value={answers[question.id]}
                onChoose={(value) => onAnswer(question.id, value)}
              />
              {error ? (
                <View className="field-error">{error}</View>
              ) : (
                question.help && <View className="field-help">{say(question.help)}</View>
              )}
            </View>
          );
        })}
    </View>
  );
}
