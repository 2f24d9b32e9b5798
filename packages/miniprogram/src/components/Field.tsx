// A labelled line to fill in, with its help and what is wrong with it.
import { Text, View } from '@tarojs/components';
import type { ComponentProps, ReactNode } from 'react';
import { TextBox } from './primitives.tsx';

interface LabelledProps {
  id: string;
  label: string;
  optional?: string;
  help?: string;
  error?: string | null;
  children: ReactNode;
}

/** Label, what is filled in, help, error. */
export function Labelled({ id, label, optional, help, error, children }: LabelledProps) {
  const caption = (
    <>
      {label}
      {optional && <Text className="small mist">{optional}</Text>}
    </>
  );
  return (
    <View className={`field${error ? ' wrong' : ''}`}>
      {process.env.TARO_ENV === 'h5' ? (
        <label className="field-label" htmlFor={id}>
          {caption}
        </label>
      ) : (
        <View className="field-label">{caption}</View>
      )}
      {children}
      {error ? (
        <View id={`${id}-error`} className="field-error" aria-live="polite">
          {error}
        </View>
      ) : (
        help && <View className="field-help">{help}</View>
      )}
    </View>
  );
}

type FieldProps = Omit<LabelledProps, 'children'> &
  Omit<ComponentProps<typeof TextBox>, 'label' | 'invalid' | 'describedBy'>;

/** One line of text with its label. */
export function Field({ label, optional, help, error, ...box }: FieldProps) {
  return (
    <Labelled id={box.id} label={label} optional={optional} help={help} error={error}>
      <TextBox
        {...box}
        label={process.env.TARO_ENV === 'h5' ? undefined : label}
        invalid={error ? true : undefined}
        describedBy={error ? `${box.id}-error` : undefined}
      />
    </Labelled>
  );
}
