// The button: one primary a screen; the rest are quiet.
import { Press } from './primitives.tsx';

interface ButtonProps {
  children: string;
  onPress: () => void;
  id?: string;
  kind?: 'primary' | 'quiet' | 'plain' | 'grave';
  busy?: boolean;
  disabled?: boolean;
}

export function Button({ children, onPress, id, kind = 'primary', busy, disabled }: ButtonProps) {
  return (
    <Press
      id={id}
      className={`button button-${kind}${busy ? ' busy' : ''}`}
      disabled={disabled || busy}
      onPress={onPress}
    >
      {children}
    </Press>
  );
}
