// A text with what matched brought out: ranges [from, to) in characters.
import { Text } from '@tarojs/components';

interface MarkedProps {
  text: string;
  ranges: readonly (readonly [number, number])[];
}

export function Marked({ text, ranges }: MarkedProps) {
  const parts: { from: number; text: string; hit: boolean }[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from > at) parts.push({ from: at, text: text.slice(at, from), hit: false });
    parts.push({ from, text: text.slice(from, to), hit: true });
    at = to;
  }
  if (at < text.length) parts.push({ from: at, text: text.slice(at), hit: false });
  return (
    <>
      {parts.map((part) => (
        <Text key={part.from} className={part.hit ? 'hit' : ''}>
          {part.text}
        </Text>
      ))}
    </>
  );
}
