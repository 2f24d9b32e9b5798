// Columns on a terminal.
/** Columns a text takes on a terminal: a Chinese character takes two. */
export const width = (text: string): number =>
  [...text].reduce((sum, one) => sum + (/[\u2e80-\uffef]/.test(one) ? 2 : 1), 0);
/** A text filled up with blanks to a number of columns. */
export const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));
