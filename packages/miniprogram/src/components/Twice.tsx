// What cannot be undone is asked twice.
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from './Button.tsx';

interface TwiceProps {
  id: string;
  /** The first button. */
  children: string;
  /** What comes of it. */
  sure: string;
  yes: string;
  no: string;
  busy: boolean;
  onYes: () => Promise<void>;
}

export function Twice({ id, children, sure, yes, no, busy, onYes }: TwiceProps) {
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <Button id={id} kind="plain" onPress={() => setAsked(true)}>
        {children}
      </Button>
    );
  return (
    <>
      <View className="note" role="status" aria-live="polite">
        {sure}
      </View>
      <Button id={`${id}-yes`} kind="grave" busy={busy} onPress={() => void onYes().finally(() => setAsked(false))}>
        {yes}
      </Button>
      <Button id={`${id}-no`} kind="plain" onPress={() => setAsked(false)}>
        {no}
      </Button>
    </>
  );
}
