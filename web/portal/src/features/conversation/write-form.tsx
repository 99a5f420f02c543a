import { type FormEvent, useRef } from 'react';
import { Problem } from '../../components/problem.tsx';
import { type Said, write } from '../../lib/conversation.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import { Attaching, useAttaching } from './attaching.tsx';

/** What someone answers, with files. It is sent when the files have gone. */
export function WriteForm({ threadId, onSaid }: { threadId: string; onSaid: (said: Said) => void }) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const attaching = useAttaching(`threads/${threadId}`);
  const field = useRef<HTMLTextAreaElement>(null);
  const isHeldUp = isBusy || attaching.isGoing;
  const send = (event: FormEvent) => {
    event.preventDefault();
    const text = field.current!.value.trim();
    if (isHeldUp || text === '') return;
    attempt(async () => {
      onSaid(await write(threadId, { text, documentIds: attaching.documentIds }));
      field.current!.value = '';
      attaching.clear();
    });
  };
  return (
    <form onSubmit={send}>
      <label htmlFor="answer">{say('talk.answer')}</label>
      <textarea id="answer" ref={field} rows={4} maxLength={20_000} required />
      <Attaching {...attaching} />
      <button type="submit" className="main" aria-disabled={isHeldUp}>
        {say('talk.send')}
      </button>
      <Problem word={problem} />
    </form>
  );
}
