// The fields of a matter's form, by type.
import type { FormField } from '@onetrip/shared/contract';
import type { ReactNode } from 'react';
import { useSpeech } from '../words/words.ts';
import { Choices } from './Choices.tsx';
import { Field, Labelled } from './Field.tsx';

interface FormFieldsProps {
  fields: readonly FormField[];
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  onChange: (id: string, value: string) => void;
  /** How a field of type `plateReservation` is filled in, where there may be one. */
  plate?: (field: FormField, error: string | undefined) => ReactNode;
}

const kinds = { text: 'text', address: 'text', mobile: 'digits', vin: 'text', date: 'date' } as const;
const completes: Partial<Record<FormField['type'], string>> = { mobile: 'tel-national', address: 'street-address' };
const lengths: Partial<Record<FormField['type'], number>> = { mobile: 11, vin: 17, date: 10 };

export function FormFields({ fields, values, errors, onChange, plate }: FormFieldsProps) {
  const { words, say } = useSpeech();
  return (
    <>
      {fields.map((field) => {
        const id = `field-${field.id}`;
        const about = {
          label: say(field.label),
          optional: field.required ? undefined : words.filing.optional,
          help: field.help && say(field.help),
          error: errors[`form.${field.id}`],
        };
        if (field.type === 'plateReservation')
          return <FieldSlot key={field.id}>{plate?.(field, about.error)}</FieldSlot>;
        if (field.type === 'select') {
          return (
            <Labelled key={field.id} id={id} {...about}>
              <Choices
                id={id}
                label={about.label}
                options={(field.options ?? []).map(({ value, label }) => ({ value, label: say(label) }))}
                value={values[field.id]}
                onChoose={(value) => onChange(field.id, value)}
              />
            </Labelled>
          );
        }
        return (
          <Field
            key={field.id}
            id={id}
            {...about}
            kind={kinds[field.type]}
            complete={completes[field.type]}
            maxLength={field.maxLength ?? lengths[field.type] ?? 200}
            value={values[field.id] ?? ''}
            onType={(value) => onChange(field.id, value)}
          />
        );
      })}
    </>
  );
}

const FieldSlot = ({ children }: { children: ReactNode }) => <>{children}</>;
