// What every check of an identifier answers with.
import type { LocalText } from '../contract/text.ts';

/** Why an identifier is refused, or warned about. */
export type IdentifierFault =
  | 'empty'
  | 'length'
  | 'characters'
  | 'shape'
  | 'region'
  | 'date'
  | 'future'
  | 'checkCharacter'
  | 'abolished'
  | 'manyLetters';

/** A doubt that does not refuse the identifier. */
export interface IdentifierWarning {
  readonly code: IdentifierFault;
  readonly reason: LocalText;
}

/** An accepted identifier in its one written form, or why it is refused. The reason never repeats the identifier. */
export type Checked =
  | { readonly ok: true; readonly value: string; readonly warnings?: readonly IdentifierWarning[] }
  | { readonly ok: false; readonly code: IdentifierFault; readonly reason: LocalText };

/** A refusal. */
export const refuse = (code: IdentifierFault, zh: string, en: string): Checked => ({
  ok: false,
  code,
  reason: { zh, en },
});

/** Full-width letters and digits, spaces and separators as people type them, in the one form the rules read. */
export function tidy(value: string): string {
  return value
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\s\-·•.]/g, '')
    .toUpperCase();
}
