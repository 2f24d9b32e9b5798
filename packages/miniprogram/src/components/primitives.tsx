// The few elements whose nature differs between a browser and WeChat: what is pressed, typed into, a heading, a picture.
// Browsers get the real elements, so keyboard, labels and autofill work as people expect.
import { Image, Input, Textarea, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import type { ReactNode } from 'react';

const browser = process.env.TARO_ENV === 'h5';

interface PressProps {
  children: ReactNode;
  onPress: () => void;
  id?: string;
  className?: string;
  label?: string;
  disabled?: boolean;
  role?: 'button' | 'radio' | 'checkbox' | 'link' | 'option';
  checked?: boolean;
  expanded?: boolean;
  /** Of an option: it is the one the keyboard stands on. */
  selected?: boolean;
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
  selected,
}: PressProps) {
  const classes = `press ${className}${disabled ? ' disabled' : ''}`;
  const state = {
    'aria-label': label,
    'aria-checked': checked,
    'aria-expanded': expanded,
    'aria-selected': selected,
  };
  if (browser) {
    return (
      <button
        type="button"
        id={id}
        className={classes}
        disabled={disabled}
        {...(role === 'button' ? {} : { role })}
        // The keyboard reaches options by the arrows of their field, not one by one.
        {...(role === 'option' ? { tabIndex: -1 } : {})}
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
  /** Of a field with a list of options under it. */
  options?: {
    listId: string;
    shown: boolean;
    /** Id of the option the keyboard stands on. */
    active: string | undefined;
    onMove: (by: 1 | -1) => void;
    onClose: () => void;
  };
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
        {...comboBox(props.options)}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') onEnter?.();
          else if (event.key === 'Escape' && props.options?.shown) {
            // Escape closes the list; the browser would clear the field.
            event.preventDefault();
            props.options.onClose();
          } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            if (!props.options?.shown) return;
            event.preventDefault();
            props.options.onMove(event.key === 'ArrowDown' ? 1 : -1);
          }
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

interface TextAreaProps
  extends Pick<TextBoxProps, 'id' | 'value' | 'onType' | 'label' | 'maxLength' | 'invalid' | 'describedBy'> {}

/** A few sentences. */
export function TextArea({ id, value, onType, label, maxLength = 2000, invalid, describedBy }: TextAreaProps) {
  if (browser) {
    return (
      <textarea
        id={id}
        className="textbox textarea"
        rows={3}
        value={value}
        maxLength={maxLength}
        aria-label={label}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onChange={(event) => onType(event.target.value)}
      />
    );
  }
  return (
    <Textarea
      id={id}
      className="textbox textarea"
      autoHeight
      value={value}
      maxlength={maxLength}
      cursorSpacing={80}
      aria-label={label}
      onInput={(event) => onType(event.detail.value)}
    />
  );
}

/** What tells a screen reader that a field has options under it. */
const comboBox = (options: TextBoxProps['options']) =>
  options && {
    role: 'combobox',
    'aria-autocomplete': 'list' as const,
    'aria-controls': options.listId,
    'aria-expanded': options.shown,
    'aria-activedescendant': options.active,
  };

/** Calls a number: WeChat asks first, a browser follows the link. */
export function Call({ number, children, id }: { number: string; children: string; id?: string }) {
  const className = 'press button button-quiet call';
  if (browser)
    return (
      <a id={id} className={className} href={`tel:${number}`}>
        {children}
      </a>
    );
  return (
    <Press id={id} className={className} onPress={() => void Taro.makePhoneCall({ phoneNumber: number })}>
      {children}
    </Press>
  );
}

/** A picture with its description. */
export function Picture({ src, label, className = '' }: { src: string; label: string; className?: string }) {
  if (browser) return <img className={className} src={src} alt={label} />;
  return <Image className={className} src={src} aria-label={label} mode="aspectFit" />;
}
