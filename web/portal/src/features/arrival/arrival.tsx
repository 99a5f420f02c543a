import { useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { Step } from '../../components/step.tsx';
import { forgetToken } from '../../lib/address.ts';
import type { Home } from '../../lib/home.ts';
import { call, isSignedOut } from '../../lib/http.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import { LinkSent } from './link-sent.tsx';

/** Someone with a link from a mail. It is used by a click only: what scans mails follows links, but clicks nothing. */
export function Arrival({ token, onOpen }: { token: string; onOpen: (home: Home) => void }) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const [isExpired, setExpired] = useState(false);
  if (isExpired) return <Expired token={token} />;
  const open = async () => {
    try {
      const home = await call<Home>('POST', 'session', { token });
      forgetToken();
      onOpen(home);
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      forgetToken();
      setExpired(true);
    }
  };
  return (
    <Step title="arrive.title" why="arrive.why">
      <button type="button" className="main" aria-disabled={isBusy} onClick={() => attempt(open)}>
        {say(isBusy ? 'arrive.opening' : 'arrive.open')}
      </button>
      <Problem word={problem} />
    </Step>
  );
}

function Expired({ token }: { token: string }) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const [isSent, setSent] = useState(false);
  if (isSent) return <LinkSent />;
  const send = async () => {
    await call('POST', 'links', { token });
    setSent(true);
  };
  return (
    <Step title="expired.title" why="expired.why">
      <button type="button" className="main" aria-disabled={isBusy} onClick={() => attempt(send)}>
        {say('expired.send')}
      </button>
      <Problem word={problem} />
    </Step>
  );
}
