import { type FormEvent, useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { Step } from '../../components/step.tsx';
import { call } from '../../lib/http.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import { LinkSent } from './link-sent.tsx';

/** Someone without a link: signed out a while ago, or come by a bookmark. */
export function Ask({ hasLeft }: { hasLeft: boolean }) {
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
    <Step title={hasLeft ? 'left.title' : 'ask.title'} why={hasLeft ? 'left.why' : 'ask.why'}>
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
