// The app: styles and the frame in which Taro places the pages.
import './embed/mode.ts';
import type { PropsWithChildren } from 'react';
import './app.scss';

export default function App({ children }: PropsWithChildren) {
  return children;
}
