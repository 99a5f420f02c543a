import { type ReactNode, useEffect, useRef } from 'react';
import { Told } from '../components/told.tsx';
import { keepFocus } from '../lib/focus-kept.ts';
import type { Firm } from '../lib/home.ts';
import { useSpeech } from '../lib/speech.ts';

/** The firm's head above and its number below every page. */
export function Frame({ firm, children }: { firm: Firm | undefined; children: ReactNode }) {
  const { say } = useSpeech();
  const page = useRef<HTMLElement>(null);
  useEffect(() => keepFocus(page.current!), []);
  return (
    <>
      <header>
        {firm?.logo !== undefined && <img src={firm.logo} alt="" />}
        <strong>{firm?.name ?? '\u00a0'}</strong>
      </header>
      <main ref={page}>{children}</main>
      <Told />
      {firm?.phone !== undefined && (
        <footer>
          <a href={`tel:${firm.phone.replaceAll(/[^\d+]/g, '')}`}>{say('call', { phone: firm.phone })}</a>
        </footer>
      )}
    </>
  );
}
