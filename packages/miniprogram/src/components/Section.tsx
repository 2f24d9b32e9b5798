// A part of a page: a heading, perhaps a sentence, and its content.
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Heading } from './primitives.tsx';

interface SectionProps {
  id?: string;
  title?: string;
  lead?: string;
  tone?: 'plain' | 'celadon' | 'card';
  children: ReactNode;
}

export function Section({ id, title, lead, tone = 'plain', children }: SectionProps) {
  return (
    <View id={id} className={`section section-${tone}`}>
      {title && <Heading level={2}>{title}</Heading>}
      {lead && <View className="section-lead">{lead}</View>}
      {children}
    </View>
  );
}

/** Terms and what they are: one row each. */
export function Facts({ rows }: { rows: readonly (readonly [term: string, value: ReactNode])[] }) {
  return (
    <View className="facts">
      {rows.map(([term, value]) => (
        <View key={term} className="fact">
          <View className="fact-term">{term}</View>
          <View className="fact-value">{value}</View>
        </View>
      ))}
    </View>
  );
}
