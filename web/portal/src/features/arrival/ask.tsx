import { type FormEvent, useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { Step } from '../../components/step.tsx';
import { call } from '../../lib/http.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import { LinkSent } from './link-sent.tsx';

/** Come by a bookmark, gone of their own accord, or not seen for so long that the page has closed. */
export type WhyOutside = 'ask' | 'left' | 'closed';

/** Someone without a link that opens their page now. */
export function Ask({ why }: { why: WhyOutside }) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const [isSent, setSent] = useState(false);
  if (isSent) return <LinkSent />;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const mail = event.currentTarget.querySelector('input')!.value.trim();
    attempt(async () => {
      await call('POST', 'links', { mail });
      setSent(true);
    });
  };
  return (
    <Step title={`${why}.title`} why={`${why}.why`}>
      <form onSubmit={send}>
        <label htmlFor="mail">{say('ask.mail')}</label>
        <p id="mail-hint" className="hint">
          {say('ask.hint')}
        </p>
        <input id="mail" name="mail" type="email" autoComplete="email" required aria-describedby="mail-hint" />
        <button type="submit" className="main" aria-disabled={isBusy}>
          {say('ask.send')}
        </button>
      </form>
      <Problem word={problem} />
    </Step>
  );
}
