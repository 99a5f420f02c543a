import { type FormEvent, useRef } from 'react';
import { Problem } from '../../components/problem.tsx';
import { type Said, write } from '../../lib/conversation.ts';
import { useDraft } from '../../lib/drafts.ts';
import { useSpeech } from '../../lib/speech.ts';
import { tell } from '../../lib/telling.ts';
import { useTrying } from '../../lib/trying.ts';
import { Attaching, useAttaching } from './attaching.tsx';

/** What someone answers, with files. It is sent when the files have gone. */
export function WriteForm({ threadId, onSaid }: { threadId: string; onSaid: (said: Said) => void }) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const attaching = useAttaching(`threads/${threadId}`);
  const draft = useDraft(`${threadId}/text`);
  const field = useRef<HTMLTextAreaElement>(null);
  const isHeldUp = isBusy || attaching.isGoing || attaching.isShort;
  const send = (event: FormEvent) => {
    event.preventDefault();
    const typed = field.current!.value;
    const { documentIds } = attaching;
    if (isHeldUp || typed.trim() === '') return;
    attempt(async () => {
      onSaid(await write(threadId, { text: typed.trim(), documentIds }));
      tell(say('told.message'));
      attaching.clear(documentIds);
      // Written on meanwhile, it is the beginning of the next.
      if (field.current?.value !== typed) return;
      field.current.value = '';
      draft.forget();
    });
  };
  return (
    <form onSubmit={send}>
      <label htmlFor="answer">{say('talk.answer')}</label>
      <textarea id="answer" ref={field} rows={4} maxLength={20_000} required {...draft.field} />
      <Attaching {...attaching} />
      <button type="submit" className="main" aria-disabled={isHeldUp}>
        {say('talk.send')}
      </button>
      <Problem word={attaching.isShort ? 'talk.unsent' : problem} />
    </form>
  );
}
