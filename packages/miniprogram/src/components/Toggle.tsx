// A chip that is on or off, with how many it would leave; and one that takes something away.
import { View } from '@tarojs/components';
import { useSpeech } from '../words/words.ts';
import { Press } from './primitives.tsx';

interface ToggleProps {
  id: string;
  children: string;
  on: boolean;
  onPress: () => void;
  count?: number | undefined;
  role?: 'checkbox' | 'radio';
}

export function Toggle({ id, children, on, onPress, count, role = 'checkbox' }: ToggleProps) {
  return (
    <Press
      id={id}
      role={role}
      checked={on}
      disabled={count === 0 && !on}
      className={`toggle${on ? ' chosen' : ''}`}
      onPress={onPress}
    >
      {children}
      {count !== undefined && <View className="toggle-count">{count}</View>}
    </Press>
  );
}

interface RemovableProps {
  id: string;
  children: string;
  onRemove: () => void;
}

/** Something chosen, that a tap takes away. */
export function Removable({ id, children, onRemove }: RemovableProps) {
  const { words } = useSpeech();
  return (
    <Press id={id} className="toggle chosen" label={words.search.remove(children)} onPress={onRemove}>
      {children}
      <View className="cross" aria-hidden="true" />
    </Press>
  );
}
