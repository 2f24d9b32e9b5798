// How identity data may be shown: enough for its owner to know it, too little for anybody else.

const stars = (count: number): string => '*'.repeat(Math.max(0, count));

/** 3301**********0014: the first and the last four characters; anything shorter than twelve is hidden altogether. */
export function maskIdNumber(value: string): string {
  return value.length < 12 ? stars(value.length) : value.slice(0, 4) + stars(value.length - 8) + value.slice(-4);
}

/** 王*明, 王*: the first and, from three characters on, the last. */
export function maskName(value: string): string {
  const chars = Array.from(value.trim());
  if (chars.length < 2) return stars(chars.length);
  const last = chars.length > 2 ? (chars[chars.length - 1] ?? '') : '';
  return `${chars[0]}${stars(chars.length - 1 - last.length)}${last}`;
}

/** 138****8000; anything but eleven characters is hidden altogether. */
export function maskMobile(value: string): string {
  return value.length === 11 ? `${value.slice(0, 3)}****${value.slice(-4)}` : stars(value.length);
}
