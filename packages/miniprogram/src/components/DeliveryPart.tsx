// How the result reaches the citizen: on the phone, by post, or picked up; asked only where there is a choice.
import type { DeliveryChoice, DeliveryKind, DeliveryOptions } from '@onetrip/shared/contract';
import { addressParts, emptyAddress } from '../matter/delivery.ts';
import { useSpeech } from '../words/words.ts';
import { Choices, Consent } from './Choices.tsx';
import { Field } from './Field.tsx';
import { Section } from './Section.tsx';

interface DeliveryPartProps {
  options: DeliveryOptions;
  choice: DeliveryChoice | null;
  /** Sentences by path into the request. */
  errors: Readonly<Record<string, string>>;
  /** Whether originals are still needed, which the post may collect. */
  papersNeeded: boolean;
  onChoose: (choice: DeliveryChoice | null) => void;
}

export function DeliveryPart({ options, choice, errors, papersNeeded, onChoose }: DeliveryPartProps) {
  const { words } = useSpeech();
  const kind = choice?.kind ?? 'electronic';
  const address = choice?.address ?? emptyAddress();
  const begin: Readonly<Record<DeliveryKind, () => DeliveryChoice | null>> = {
    electronic: () => null,
    post: () => ({ kind: 'post', address: emptyAddress() }),
    pickUp: () => ({ kind: 'pickUp' }),
  };
  return (
    <Section id="delivery" tone="card" title={words.delivery.title} lead={words.delivery.lead}>
      <Choices
        id="delivery-kind"
        label={words.delivery.title}
        options={options.kinds.map((value) => ({ value, label: words.delivery.kinds[value] }))}
        value={kind}
        onChoose={(value) => {
          const chosen = options.kinds.find((one) => one === value);
          if (chosen && chosen !== kind) onChoose(begin[chosen]());
        }}
      />
      {choice?.kind === 'post' && (
        <>
          {addressParts.map((part) => (
            <Field
              key={part}
              id={`address-${part}`}
              label={words.delivery.address[part]}
              kind={part === 'mobile' ? 'digits' : 'text'}
              maxLength={part === 'mobile' ? 11 : part === 'street' ? 200 : 30}
              value={address[part]}
              error={errors[`delivery.address.${part}`]}
              onType={(value) => onChoose({ ...choice, address: { ...address, [part]: value } })}
            />
          ))}
          {options.collectPapers && papersNeeded && (
            <Consent
              id="collect-papers"
              value={choice.collectPapers === true}
              onChange={(yes) => onChoose({ ...choice, collectPapers: yes })}
            >
              {words.delivery.collect}
            </Consent>
          )}
        </>
      )}
      {choice?.kind === 'pickUp' && (
        <Choices
          id="pick-up"
          label={words.delivery.where}
          options={options.pickUpPoints.map(({ servicePointId, name }) => ({ value: servicePointId, label: name }))}
          value={choice.servicePointId}
          error={errors['delivery.servicePointId']}
          onChoose={(servicePointId) => onChoose({ ...choice, servicePointId })}
        />
      )}
    </Section>
  );
}
