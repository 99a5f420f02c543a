import { useEffect, useRef } from 'react';
import { Problem } from '../../components/problem.tsx';
import { firstNameOf, type Home } from '../../lib/home.ts';
import { call, isSignedOut } from '../../lib/http.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import { Asked } from './asked.tsx';
import { Jobs } from './jobs.tsx';

/** A person's page: what is needed from them first, and then how far everything is. */
export function HomePage({ home, onLeave }: { home: Home; onLeave: () => void }) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const leave = async () => {
    await call('DELETE', 'session').catch((error: unknown) => {
      if (!isSignedOut(error)) throw error;
    });
    onLeave();
  };
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {say('hello', { name: firstNameOf(home.person.name) })}
      </h1>
      <Asked home={home} />
      <Jobs home={home} />
      <p className="leave">
        <button type="button" aria-disabled={isBusy} onClick={() => attempt(leave)}>
          {say('leave')}
        </button>
      </p>
      <Problem word={problem} />
    </>
  );
}
