import type { FormEvent } from 'react';
import { Problem } from '../../components/problem.tsx';
import { useDraft } from '../../lib/drafts.ts';
import type { Word } from '../../lib/language.ts';
import { act, earliestAfter, type Item, timeWord } from '../../lib/request.ts';
import { useSpeech, useToday } from '../../lib/speech.ts';
import { tell } from '../../lib/telling.ts';
import { useTrying } from '../../lib/trying.ts';
import { useWhenChanged } from '../../lib/when-changed.ts';
import type { Changing } from './one-item.tsx';

const summaryOf = ({ doesNotApply, askMoreTime }: Item['can']): Word => {
  if (!askMoreTime) return 'otherwise.not';
  return doesNotApply ? 'otherwise' : 'otherwise.time';
};

/** The ways in which a list can be finished all the same: it does not apply, or it takes more time. */
export function Otherwise({ request, item, onChange }: Changing) {
  const { say, day } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const today = useToday();
  const why = useDraft(`${item.id}/why`);
  const send = (deed: string, wrong?: Word) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '');
    attempt(async () => {
      const after = await act(request.id, item.id, deed, Object.fromEntries(given));
      if (deed === 'does-not-apply') why.forget();
      onChange(after);
    }, wrong);
  };
  const { moreTime, can } = item;
  const time = moreTime && say(timeWord(moreTime), { date: day(moreTime.until) });
  useWhenChanged(time, () => time !== undefined && tell(time));
  return (
    <>
      {time !== undefined && <p className="hint">{time}</p>}
      {(can.doesNotApply || can.askMoreTime) && (
        <details>
          <summary>{say(summaryOf(can))}</summary>
          {can.doesNotApply && (
            <form onSubmit={send('does-not-apply')}>
              <label>
                {say('not.why')}
                <input name="why" maxLength={1000} {...why.field} />
              </label>
              <button type="submit" aria-disabled={isBusy}>
                {say('not.send')}
              </button>
            </form>
          )}
          {can.askMoreTime && (
            <form onSubmit={send('more-time', 'time.later')}>
              <label>
                {say('time.until')}
                <input name="until" type="date" required min={earliestAfter(item.dueOn, today)} />
              </label>
              <button type="submit" aria-disabled={isBusy}>
                {say('time.send')}
              </button>
            </form>
          )}
          <Problem word={problem} />
        </details>
      )}
    </>
  );
}
