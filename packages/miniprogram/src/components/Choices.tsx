// One of several, and yes to one thing.
import { View } from '@tarojs/components';
import { Press } from './primitives.tsx';

interface ChoicesProps {
  id: string;
  label: string;
  options: readonly { value: string; label: string }[];
  value: string | undefined;
  onChoose: (value: string) => void;
  error?: string | undefined;
}

/** One of several, all in sight. */
export function Choices({ id, label, options, value, onChoose, error }: ChoicesProps) {
  const choices = (
    <View id={id} className="choices" role="radiogroup" aria-role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <Press
          key={option.value}
          id={`${id}-${option.value}`}
          role="radio"
          checked={option.value === value}
          className={`choice${option.value === value ? ' chosen' : ''}`}
          onPress={() => onChoose(option.value)}
        >
          {option.label}
        </Press>
      ))}
    </View>
  );
  if (!error) return choices;
  return (
    <View className="field wrong">
      {choices}
      <View className="field-error" aria-live="polite">
        {error}
      </View>
    </View>
  );
}

interface ConsentProps {
  id: string;
  children: string;
  value: boolean;
  onChange: (value: boolean) => void;
  error?: string | null;
}

/** An explicit yes. Never set beforehand. */
export function Consent({ id, children, value, onChange, error }: ConsentProps) {
  return (
    <View className={`field${error ? ' wrong' : ''}`}>
      <Press
        id={id}
        role="checkbox"
        checked={value}
        className={`consent${value ? ' chosen' : ''}`}
        onPress={() => onChange(!value)}
      >
        <View className="consent-box" aria-hidden="true" />
        <View className="consent-text">{children}</View>
      </Press>
      {error && (
        <View className="field-error" aria-live="polite">
          {error}
        </View>
      )}
    </View>
  );
}
