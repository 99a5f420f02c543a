import type { FormEvent } from 'react';
import { Problem } from '../../components/problem.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { decline, type Letter } from '../../lib/letter.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';

/** Not to agree is an answer too: with a reason, the firm can write another letter. */
export function Declining({ letter, onChange }: { letter: Letter; onChange: (letter: Letter) => void }) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const draft = useDraft(`${letter.id}/reason`);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get('reason');
    if (typeof reason !== 'string') return;
    attempt(async () => {
      const after = await decline(letter, reason.trim());
      draft.forget();
      onChange(after);
    });
  };
  return (
    <details>
      <summary>{say('letter.decline')}</summary>
      <form onSubmit={submit}>
        <label>
          {say('letter.decline.why')}
          <textarea name="reason" rows={3} maxLength={1000} required {...draft.field} />
        </label>
        <button type="submit" aria-disabled={isBusy}>
          {say('letter.decline.send')}
        </button>
      </form>
      <Problem word={problem} />
    </details>
  );
}
