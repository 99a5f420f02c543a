import { type FormEvent, useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { act, type Asks } from '../../lib/request.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import type { Changing } from './one-item.tsx';

type Props = Changing & { asks: Asks<'answer'> | Asks<'confirm'> };

/** An answer in words, a choice, or a word of confirmation. */
export function Answer({ request, item, asks, onChange }: Props) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const draft = useDraft(`${item.id}/text`);
  const isNumber = asks.kind === 'answer' && (asks.type === 'money' || asks.type === 'number');
  const send = (body: object) =>
    attempt(
      async () => {
        const after = await act(request.id, item.id, 'answer', body);
        draft.forget();
        onChange(after);
      },
      isNumber ? 'wrong.number' : undefined,
    );
  if (asks.kind === 'confirm')
    return (
      <>
        <button
          type="button"
          className="main"
          aria-disabled={isBusy}
          aria-describedby={`title-${item.id}`}
          onClick={() => send({ confirmed: true })}
        >
          {say('confirm.send')}
        </button>
        <Problem word={problem} />
      </>
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const words = [given.get('choice'), given.get('text')].flatMap((one) =>
      typeof one === 'string' && one.trim() !== '' ? [one.trim()] : [],
    );
    if (words.length > 0) send({ text: words.join(', ') });
  };
  return (
    <form onSubmit={submit}>
      <Field item={item} asks={asks} draft={draft.field} />
      <button type="submit" className="main" aria-disabled={isBusy}>
        {say('answer.send')}
      </button>
      <Problem word={problem} />
    </form>
  );
}

type FieldProps = { item: Changing['item']; asks: Asks<'answer'>; draft: ReturnType<typeof useDraft>['field'] };

function Field({ item, asks, draft }: FieldProps) {
  const { say } = useSpeech();
  const [choice, setChoice] = useState('');
  const titled = { 'aria-labelledby': `title-${item.id}` };
  const choices = {
    'yes-no': ['yes', 'no'],
    'yes-no-text': ['yes', 'no'],
    choice: asks.choices ?? [],
  }[asks.type as string];
  const wordOf = (one: string) => (asks.type === 'choice' ? one : say(one === 'yes' ? 'yes' : 'no'));
  if (choices)
    return (
      <fieldset {...titled}>
        {choices.map((one) => (
          <label key={one} className="choice">
            <input
              type="radio"
              name="choice"
              value={one}
              required
              checked={choice === one}
              onChange={() => setChoice(one)}
            />
            {wordOf(one)}
          </label>
        ))}
        {asks.type === 'yes-no-text' && choice !== '' && (
          <label>
            {say('answer.more')}
            <textarea name="text" rows={2} maxLength={9000} {...draft} />
          </label>
        )}
      </fieldset>
    );
  if (asks.type === 'text' || asks.type === 'long-text')
    return (
      <textarea name="text" rows={asks.type === 'text' ? 2 : 5} maxLength={10_000} required {...titled} {...draft} />
    );
  const isDate = asks.type === 'date';
  return (
    <input
      name="text"
      type={isDate ? 'date' : 'text'}
      {...(!isDate && { inputMode: 'decimal' })}
      required
      {...titled}
      {...draft}
    />
  );
}
