import type { ReactNode } from 'react';
import type { Firm } from '../lib/home.ts';
import { useSpeech } from '../lib/speech.ts';

/** The firm's head above and its number below every page. */
export function Frame({ firm, children }: { firm: Firm | undefined; children: ReactNode }) {
  const { say } = useSpeech();
  return (
    <>
      <header>
        {firm?.logo !== undefined && <img src={firm.logo} alt="" />}
        <strong>{firm?.name ?? '\u00a0'}</strong>
      </header>
      <main>{children}</main>
      {firm?.phone !== undefined && (
        <footer>
          <a href={`tel:${firm.phone.replaceAll(/[^\d+]/g, '')}`}>{say('call', { phone: firm.phone })}</a>
        </footer>
      )}
    </>
  );
}
