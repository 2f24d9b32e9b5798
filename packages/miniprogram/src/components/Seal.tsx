// The seal: logo, progress and stamp. An outline, filled as papers arrive, pressed in vermilion when the result is issued.
import { View } from '@tarojs/components';

interface SealProps {
  /** 0 to 1: how much has arrived. */
  filled?: number;
  pressed?: boolean;
  /** Pressed just now, before the reader's eyes. */
  pressing?: boolean;
  /** In pixels; without it the style sheet decides. */
  size?: number;
  label?: string;
  className?: string;
}

export function Seal({ filled = 0, pressed, pressing, size, label, className = '' }: SealProps) {
  const style = size ? { width: `${size}px`, height: `${size}px` } : undefined;
  const classes = `seal ${className}${pressed ? ' pressed' : ''}${pressing ? ' pressing' : ''}`;
  return (
    <View
      className={classes}
      style={style}
      role="img"
      aria-role="img"
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      <View className="seal-strokes" />
      {!pressed && filled > 0 && (
        <View className="seal-fill" style={{ clipPath: `inset(${Math.round((1 - filled) * 100)}% 0 0 0)` }}>
          <View className="seal-ground" />
          <View className="seal-strokes" />
        </View>
      )}
      {pressed && (
        <View className="seal-ink">
          <View className="seal-strokes" />
        </View>
      )}
    </View>
  );
}
