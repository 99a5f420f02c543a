import { type ReactNode, useEffect, useRef } from 'react';
import type { Word } from '../lib/language.ts';
import { useSpeech } from '../lib/speech.ts';

/** One thing to do or to know, alone on the page. Its heading is read out when it takes the place of another. */
export function Step({ title, why, children }: { title: Word; why: Word; children?: ReactNode }) {
  const { say } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <section className="step">
      <h1 ref={heading} tabIndex={-1}>
        {say(title)}
      </h1>
      <p>{say(why)}</p>
      {children}
    </section>
  );
}
