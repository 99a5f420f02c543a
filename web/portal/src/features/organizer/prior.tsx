import type { Question, Value } from '../../lib/organizer.ts';
import { useSpeech } from '../../lib/speech.ts';
import type { Saving } from './saving.ts';
import { useSayValue } from './say-value.ts';

type Props = { saving: Saving; question: Question; value: Value | undefined };

/** What was said the last time, to be taken over by one tap; of files, what is asked for again. */
export function Prior({ saving, question, value }: Props) {
  const { say } = useSpeech();
  const sayValue = useSayValue();
  const { key, prior } = question;
  if (prior?.files) return <p className="hint">{say('question.last-files', { files: prior.files.join(', ') })}</p>;
  if (prior?.value === undefined) return null;
  const before = prior.value;
  return (
    <p className="prior">
      <span>{say('question.last', { value: sayValue(question, before) })}</span>{' '}
      {value === undefined && (
        <button type="button" aria-describedby={`title-${key}`} onClick={() => saving.answer(key, before)}>
          {say('question.same')}
        </button>
      )}
    </p>
  );
}
