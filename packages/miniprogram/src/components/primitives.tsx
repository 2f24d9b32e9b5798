// The few elements whose nature differs between a browser and WeChat: what is pressed, typed into, a heading, a picture.
// Browsers get the real elements, so keyboard, labels and autofill work as people expect.
import { Image, Input, View } from '@tarojs/components';
import type { ReactNode } from 'react';

const browser = process.env.TARO_ENV === 'h5';

interface PressProps {
  children: ReactNode;
  onPress: () => void;
  id?: string;
  className?: string;
  label?: string;
  disabled?: boolean;
  role?: 'button' | 'radio' | 'checkbox' | 'link';
  checked?: boolean;
  expanded?: boolean;
}

/** Anything that can be pressed. */
export function Press({
  children,
  onPress,
  id,
  className = '',
  label,
  disabled,
  role = 'button',
  checked,
  expanded,
}: PressProps) {
  const classes = `press ${className}${disabled ? ' disabled' : ''}`;
  const state = { 'aria-label': label, 'aria-checked': checked, 'aria-expanded': expanded };
  if (browser) {
    return (
      <button
        type="button"
        id={id}
        className={classes}
        disabled={disabled}
        {...(role === 'button' ? {} : { role })}
        {...state}
        onClick={onPress}
      >
        {children}
      </button>
    );
  }
  return (
    <View
      id={id}
      className={classes}
      hoverClass={disabled ? 'none' : 'pressed-down'}
      aria-role={role}
      aria-disabled={disabled}
      {...state}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      {children}
    </View>
  );
}

/** A heading; level 1 once a page. */
export function Heading({
  level,
  children,
  className = '',
}: {
  level: 1 | 2 | 3;
  children: ReactNode;
  className?: string;
}) {
  const classes = `heading heading-${level} ${className}`;
  if (!browser)
    return (
      <View className={classes} aria-role="heading">
        {children}
      </View>
    );
  const Tag = `h${level}` as const;
  return <Tag className={classes}>{children}</Tag>;
}

interface TextBoxProps {
  id: string;
  value: string;
  onType: (value: string) => void;
  onEnter?: () => void;
  placeholder?: string;
  label?: string;
  kind?: 'text' | 'digits' | 'idNumber' | 'search' | 'date';
  complete?: string;
  maxLength?: number;
  autoFocus?: boolean;
  invalid?: boolean;
  describedBy?: string;
  className?: string;
}

const weappKinds = { text: 'text', digits: 'number', idNumber: 'idcard', search: 'text', date: 'text' } as const;

/** One line of text to type into. */
export function TextBox(props: TextBoxProps) {
  const {
    id,
    value,
    onType,
    onEnter,
    placeholder,
    label,
    kind = 'text',
    complete,
    maxLength = 140,
    autoFocus,
    className = '',
  } = props;
  if (browser) {
    return (
      <input
        id={id}
        className={`textbox ${className}`}
        type={kind === 'date' ? 'date' : kind === 'search' ? 'search' : 'text'}
        inputMode={kind === 'digits' ? 'numeric' : undefined}
        enterKeyHint={kind === 'search' ? 'search' : undefined}
        autoComplete={complete ?? 'off'}
        spellCheck={false}
        value={value}
        maxLength={maxLength}
        placeholder={placeholder}
        aria-label={label}
        aria-invalid={props.invalid}
        aria-describedby={props.describedBy}
        // biome-ignore lint/a11y/noAutofocus: at a counter the next field must be under the clerk's hands
        autoFocus={autoFocus}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) onEnter?.();
        }}
      />
    );
  }
  return (
    <Input
      id={id}
      className={`textbox ${className}`}
      type={weappKinds[kind]}
      confirmType={kind === 'search' ? 'search' : 'next'}
      value={value}
      maxlength={maxLength}
      placeholder={placeholder}
      placeholderClass="placeholder"
      cursorSpacing={80}
      aria-label={label}
      onInput={(event) => onType(event.detail.value)}
      onConfirm={onEnter}
    />
  );
}

/** A picture with its description. */
export function Picture({ src, label, className = '' }: { src: string; label: string; className?: string }) {
  if (browser) return <img className={className} src={src} alt={label} />;
  return <Image className={className} src={src} aria-label={label} mode="aspectFit" />;
}
