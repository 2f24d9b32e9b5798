// The frame of every page: the head with name and choices, the content, the foot. WeChat draws its own head.
import { View } from '@tarojs/components';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useActing } from '../delegation/acting.ts';
import { counter } from '../embed/counter.ts';
import { focusFirst } from '../embed/keyboard.ts';
import { isEmbedded } from '../embed/mode.ts';
import { goBack, goHome, open } from '../navigation/navigation.ts';
import { useUnread } from '../notices/unread.ts';
import { prefer, setTitle, usePreferences } from '../preferences/preferences.ts';
import { useSpeech } from '../words/words.ts';
import { ActingBar } from './ActingBar.tsx';
import { CustomerBar } from './CustomerBar.tsx';
import { Press } from './primitives.tsx';
import { Seal } from './Seal.tsx';

interface ScreenProps {
  /** Stands in WeChat's bar and the browser's tab. */
  title: string;
  children: ReactNode;
  /** The first page shows the choices and no way back. */
  first?: boolean;
  /** One narrow column, for forms and single answers. */
  narrow?: boolean;
  /** Stays in sight at the foot of a phone. */
  action?: ReactNode;
  className?: string;
}

export function Screen({ title, children, first, narrow, action, className = '' }: ScreenProps) {
  const { large, theme } = usePreferences();
  const { words } = useSpeech();
  const actingFor = useActing();
  const screen = useRef<Element>(null);
  useInFrame(screen);
  useEffect(() => setTitle(first ? words.app : title), [title, first, words]);
  const browser = process.env.TARO_ENV === 'h5';
  return (
    <View
      ref={screen}
      className={`screen${large && !isEmbedded ? ' large' : ''}${isEmbedded ? ' dense' : ''}${theme === 'auto' ? '' : ` theme-${theme}`} ${className}`}
    >
      {isEmbedded && <CustomerBar first={first} />}
      {actingFor && <ActingBar name={actingFor.name} />}
      {!isEmbedded && (browser || first) && <Head first={first} brand={browser} />}
      <View className={`content${narrow ? ' narrow' : ''}`} role="main">
        {children}
      </View>
      {action && <View className="action-bar">{action}</View>}
      {!isEmbedded && <Foot />}
    </View>
  );
}

/** In a partner's frame: the host follows this page's height while it is shown, and the keyboard begins at its top. */
function useInFrame(screen: RefObject<Element>): void {
  const stop = useRef<(() => void) | undefined>(undefined);
  const begin = () => {
    stop.current?.();
    stop.current = screen.current ? counter.get()?.host.followHeight(screen.current) : undefined;
    setTimeout(focusFirst);
  };
  useDidShow(() => isEmbedded && begin());
  useDidHide(() => stop.current?.());
  // biome-ignore lint/correctness/useExhaustiveDependencies: `begin` reads what it needs when it runs
  useEffect(() => {
    if (!isEmbedded) return;
    // A page opened later is shown before its element stands.
    begin();
    const forget = counter.subscribe(begin);
    return () => {
      forget();
      stop.current?.();
    };
  }, []);
}

function Head({ first, brand }: { first?: boolean; brand: boolean }) {
  const { large } = usePreferences();
  const { words, language } = useSpeech();
  const unread = useUnread();
  return (
    <View className="head" role="banner">
      <View className="head-inner">
        {brand && !first && (
          <Press id="back" className="head-back" label={words.back} onPress={goBack}>
            <View className="chevron" aria-hidden="true" />
          </Press>
        )}
        {brand && (
          <Press id="brand" className="brand" role="link" label={words.home} onPress={goHome}>
            <Seal size={34} pressed />
            <View className="brand-name">{words.app}</View>
          </Press>
        )}
        <View className="head-choices">
          <Press id="my-applications" className="head-link" role="link" onPress={() => open('applications')}>
            {words.applications.title}
            {unread > 0 && (
              <View className="count" aria-label={words.applications.unread(unread)}>
                {unread}
              </View>
            )}
          </Press>
          <Press id="large-type" className="head-link" onPress={() => prefer({ large: !large })}>
            {large ? words.largeOff : words.largeOn}
          </Press>
          <Press
            id="language"
            className="head-link"
            onPress={() => prefer({ language: language === 'zh' ? 'en' : 'zh' })}
          >
            {words.language}
          </Press>
        </View>
      </View>
    </View>
  );
}

function Foot() {
  const { words } = useSpeech();
  return (
    <View className="foot" role="contentinfo">
      <View>{words.disclaimer}</View>
      <Press id="licence-check" className="foot-link" role="link" onPress={() => open('licenceCheck')}>
        {words.licenceCheck.title}
      </Press>
      <Press id="about" className="foot-link" role="link" onPress={() => open('about')}>
        {words.about.title}
      </Press>
    </View>
  );
}
