// Choosing a plate number: fifty are offered, one is taken and held until the registration is filed.
import type { PlateKind, PlateOffer } from '@onetrip/shared/contract';
import { checkVin } from '@onetrip/shared/identifiers';
import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import type { ChosenPlate } from '../drafts/drafts.ts';
import { gateway } from '../service/client.ts';
import { type Fault, faultOf } from '../service/fault.ts';
import { useSpeech } from '../words/words.ts';
import { Button } from './Button.tsx';
import { Choices } from './Choices.tsx';
import { FaultNotice } from './FaultNotice.tsx';
import { Labelled } from './Field.tsx';
import { Press, TextBox } from './primitives.tsx';

const kinds: readonly PlateKind[] = ['small', 'newEnergySmall'];

interface PlateChoiceProps {
  label: string;
  vin: string;
  /** The kind, where the citizen's situation says it already. */
  kind: PlateKind | undefined;
  chosen: ChosenPlate | null;
  onChoose: (plate: ChosenPlate | null) => void;
  error: string | undefined;
}

/** A number as it stands on the plate: region and letter, then the rest. */
const grouped = (number: string): string => `${number.slice(0, 2)}·${number.slice(2)}`;

export function PlateChoice({ label, vin, kind: known, chosen, onChoose, error }: PlateChoiceProps) {
  const { words, moment } = useSpeech();
  const [kind, setKind] = useState<PlateKind>('small');
  const [offer, setOffer] = useState<PlateOffer | null>(null);
  const [filter, setFilter] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const under = useRef(false);
  const wanted = known ?? kind;
  const checkedVin = checkVin(vin);

  const attempt = async (step: () => Promise<void>) => {
    if (under.current) return;
    under.current = true;
    setBusy(true);
    setFault(null);
    try {
      await step();
    } catch (caught) {
      setFault(faultOf(caught));
    } finally {
      under.current = false;
      setBusy(false);
    }
  };
  const ask = () => {
    if (!checkedVin.ok) return;
    void attempt(async () => {
      onChoose(null);
      setOffer(await (await gateway()).plates.offer({ kind: wanted, vin: checkedVin.value }));
    });
  };
  const take = ({ offerId }: PlateOffer, number: string) =>
    void attempt(async () => {
      const { reservationId, expiresAt } = await (await gateway()).plates.reserve({ offerId, number });
      onChoose({ reservationId, number, expiresAt });
      setOffer(null);
    });
  const shown = (offer?.numbers ?? []).filter((number) => number.includes(filter.trim().toUpperCase()));

  return (
    <Labelled id="plate" label={label} error={error}>
      {fault && <FaultNotice fault={fault} onAgain={ask} />}
      {chosen && !offer ? (
        <View className="plate-taken">
          <View
            id="plate-taken"
            className={`plate plate-large plate-${wanted}`}
            aria-label={words.plate.taken(chosen.number)}
          >
            {grouped(chosen.number)}
          </View>
          <View className="mist">{words.plate.takenUntil(moment(chosen.expiresAt, 'time'))}</View>
          <Button id="plate-other" kind="plain" busy={busy} onPress={ask}>
            {words.plate.other}
          </Button>
        </View>
      ) : offer ? (
        <>
          <View className="plate-head">
            <TextBox
              id="plate-find"
              value={filter}
              maxLength={6}
              label={words.plate.find}
              placeholder={words.plate.find}
              onType={setFilter}
            />
          </View>
          <View id="plates" className="plates" aria-label={words.plate.choose}>
            {shown.map((number) => (
              <Press
                key={number}
                id={`plate-${number.slice(1)}`}
                className={`plate plate-${wanted}`}
                label={number}
                disabled={busy}
                onPress={() => take(offer, number)}
              >
                {grouped(number)}
              </Press>
            ))}
          </View>
        </>
      ) : (
        <>
          {!known && (
            <Choices
              id="plate-kind"
              label={words.plate.kind}
              options={kinds.map((value) => ({ value, label: words.plate[value] }))}
              value={wanted}
              onChoose={(value) => setKind(value === 'newEnergySmall' ? value : 'small')}
            />
          )}
          <Button id="plate-offer" kind="quiet" busy={busy} disabled={!checkedVin.ok} onPress={ask}>
            {checkedVin.ok ? words.plate.offer : words.plate.vinFirst}
          </Button>
        </>
      )}
    </Labelled>
  );
}
