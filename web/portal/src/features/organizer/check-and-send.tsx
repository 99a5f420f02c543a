import { Problem } from '../../components/problem.tsx';
import { type Part, submitOrganizer } from '../../lib/organizer.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import type { Saving } from './saving.ts';

type Props = { saving: Saving; parts: readonly Part[]; onGo: (at: number) => void };

/** What is missing, each with the way to it; when nothing is, it can be sent. */
export function CheckAndSend({ saving, parts, onGo }: Props) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const missing = parts.flatMap((part, at) => {
    // What could not be taken as it was typed is not with the firm.
    const wrong = part.questions.filter(({ key }) => saving.wrong.has(key));
    return [...new Set([...part.missing, ...wrong])].map((question) => ({ question, at }));
  });
  const send = () =>
    attempt(async () => {
      if (!(await saving.flush())) throw new TypeError('Not all of it has come to the firm');
      saving.show(await submitOrganizer(saving.organizer.id));
    });
  if (missing.length > 0)
    return (
      <>
        <p>{say('organizer.missing')}</p>
        <ul>
          {missing.map(({ question, at }) => (
            <li key={question.key}>
              <button type="button" className="target" onClick={() => onGo(at)}>
                {question.text}
              </button>
            </li>
          ))}
        </ul>
      </>
    );
  return (
    <>
      <p>{say('organizer.ready')}</p>
      <button type="button" className="main" aria-disabled={isBusy} onClick={send}>
        {say('organizer.send')}
      </button>
      <Problem word={problem} />
    </>
  );
}
