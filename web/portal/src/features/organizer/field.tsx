import type { Question, Value } from '../../lib/organizer.ts';
import { useSpeech } from '../../lib/speech.ts';
import type { Saving } from './saving.ts';

type Props = { saving: Saving; question: Question; value: Value | undefined };

const describedBy = ({ key, help }: Question) => ({
  'aria-labelledby': `title-${key}`,
  ...(help !== undefined && { 'aria-describedby': `help-${key}` }),
});

/** A choice is kept as it is made. */
function Choices({ saving, question, value }: Props) {
  const { say } = useSpeech();
  const { key, kind, required, choices = [] } = question;
  const all = kind === 'yes-no' ? ['yes', 'no'] : choices;
  return (
    <fieldset className={kind === 'yes-no' ? 'pair' : ''} {...describedBy(question)}>
      {all.map((one) => (
        <label key={one} className="choice">
          <input type="radio" name={key} checked={value === one} onChange={() => saving.answer(key, one)} />
          {kind === 'yes-no' ? say(one === 'yes' ? 'yes' : 'no') : one}
        </label>
      ))}
      {value !== undefined && !required && (
        <button type="button" className="clear" onClick={() => saving.answer(key, null)}>
          {say('question.clear')}
        </button>
      )}
    </fieldset>
  );
}

function Several({ saving, question, value }: Props) {
  const { key, choices = [] } = question;
  const chosen = Array.isArray(value) ? value : [];
  const toggle = (one: string) => {
    const after = chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
    saving.answer(key, after.length === 0 ? null : after);
  };
  return (
    <fieldset {...describedBy(question)}>
      {choices.map((one) => (
        <label key={one} className="choice">
          <input type="checkbox" checked={chosen.includes(one)} onChange={() => toggle(one)} />
          {one}
        </label>
      ))}
    </fieldset>
  );
}

function Confirmation({ saving, question, value }: Props) {
  const { say } = useSpeech();
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={value === 'yes'}
        aria-describedby={`title-${question.key}`}
        onChange={() => saving.answer(question.key, value === 'yes' ? null : 'yes')}
      />
      {say('confirm.send')}
    </label>
  );
}

const longest = { 'short-text': 300, 'long-text': 5000 };

/** What is typed is kept a moment after the last letter, or when one goes on. */
function Typed({ saving, question, value = '' }: Props) {
  const { key, kind } = question;
  const typed = {
    value: value as string,
    ...describedBy(question),
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      saving.answer(key, currentTarget.value === '' ? null : currentTarget.value, true),
    onBlur: () => void saving.flush(),
  };
  if (kind === 'long-text') return <textarea rows={4} maxLength={longest['long-text']} {...typed} />;
  if (kind === 'date') return <input type="date" {...typed} />;
  if (kind === 'number' || kind === 'money') return <input inputMode="decimal" {...typed} />;
  return <input maxLength={longest['short-text']} {...typed} />;
}

/** The way to answer a question of its kind. */
export function Field(props: Props) {
  switch (props.question.kind) {
    case 'yes-no':
    case 'one-of':
      return <Choices {...props} />;
    case 'several-of':
      return <Several {...props} />;
    case 'confirmation':
      return <Confirmation {...props} />;
    case 'short-text':
    case 'long-text':
    case 'number':
    case 'money':
    case 'date':
      return <Typed {...props} />;
    case 'file':
    case 'text-block':
      return null;
  }
}
