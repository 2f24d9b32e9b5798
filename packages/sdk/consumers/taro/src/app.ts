// The app: nothing but its pages.
import type { ReactNode } from 'react';

export default function App({ children }: { children: ReactNode }) {
  return children;
}
