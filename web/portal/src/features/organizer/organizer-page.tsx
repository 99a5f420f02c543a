import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { wordFor } from '../../lib/http.ts';
import type { Word } from '../../lib/language.ts';
import { type Organizer, type Part, partsOf, readOrganizer } from '../../lib/organizer.ts';
import { useSpeech } from '../../lib/speech.ts';
import { CheckAndSend } from './check-and-send.tsx';
import { Parts } from './parts.tsx';
import { Question } from './question.tsx';
import { type Saving, useSaving } from './saving.ts';

type Props = { id: string; onBack: () => void };

/** A questionnaire, part by part; what is answered is kept by itself. */
export function OrganizerPage({ id, onBack }: Props) {
  const { say } = useSpeech();
  const [first, setFirst] = useState<Organizer>();
  const [problem, setProblem] = useState<Word>();
  useEffect(() => {
    readOrganizer(id).then(setFirst, (error: unknown) => setProblem(wordFor(error)));
  }, [id]);
  return (
    <>
      <p>
        <button type="button" onClick={onBack}>
          {say('back')}
        </button>
      </p>
      {!first && (problem === undefined ? <p role="status">{say('loading')}</p> : <Problem word={problem} />)}
      {first && <Answering first={first} onBack={onBack} />}
    </>
  );
}

function Answering({ first, onBack }: Omit<Props, 'id'> & { first: Organizer }) {
  const { say, day } = useSpeech();
  const saving = useSaving(first);
  const { organizer, drafts } = saving;
  const parts = partsOf(organizer, drafts);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [organizer.can.answer]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {organizer.title}
      </h1>
      {organizer.can.answer ? (
        <>
          <p className="hint">{say('need.by', { date: day(organizer.dueOn) })}</p>
          {organizer.status === 'returned' && <p className="returned">{say('organizer.returned')}</p>}
          {organizer.note !== undefined && <p className="returned">{organizer.note}</p>}
          <ByPart saving={saving} parts={parts} />
        </>
      ) : (
        <>
          <p className="done" role="status">
            <span aria-hidden="true">✓</span>{' '}
            {say(organizer.status === 'accepted' ? 'organizer.accepted' : 'organizer.sent')}
          </p>
          <button type="button" className="main" onClick={onBack}>
            {say('back.done')}
          </button>
          {parts.map((part) => (
            <OnePart key={part.section.key} saving={saving} part={part} />
          ))}
        </>
      )}
    </>
  );
}

const OnePart = ({ saving, part: { section, questions } }: { saving: Saving; part: Part }) => (
  <section>
    <h2>{section.title}</h2>
    {section.intro !== undefined && <p>{section.intro}</p>}
    {questions.map((question) => (
      <Question key={question.key} saving={saving} question={question} />
    ))}
  </section>
);

/** One part at a time, the check at the end. What came back is where one begins. */
function ByPart({ saving, parts }: { saving: Saving; parts: readonly Part[] }) {
  const { say } = useSpeech();
  const back = parts.findIndex(({ questions }) => questions.some(({ returned }) => returned !== undefined));
  const [key, setKey] = useState(parts[Math.max(0, back)]?.section.key);
  const place = useRef<HTMLDivElement>(null);
  const hasMoved = useRef(false);
  // A part may go while one answers: its place is the check then.
  const found = key === undefined ? -1 : parts.findIndex(({ section }) => section.key === key);
  const at = found < 0 ? parts.length : found;
  const go = (to: number) => {
    void saving.flush();
    hasMoved.current = true;
    setKey(parts[to]?.section.key);
  };
  useEffect(() => {
    if (!hasMoved.current) return;
    const title = place.current?.querySelector('h2');
    title?.setAttribute('tabindex', '-1');
    title?.focus();
    window.scrollTo(0, 0);
  }, [key]);
  const part = parts[at];
  const isFirst = at === 0;
  return (
    <div ref={place}>
      {isFirst && saving.organizer.intro !== undefined && <p>{saving.organizer.intro}</p>}
      <Parts parts={parts} at={at} onGo={go} />
      {part ? (
        <OnePart key={part.section.key} saving={saving} part={part} />
      ) : (
        <section>
          <h2>{say('organizer.check')}</h2>
          <CheckAndSend saving={saving} parts={parts} onGo={go} />
        </section>
      )}
      <p className="saved" role="status">
        {say(saving.state)}
      </p>
      {part && (
        <button type="button" className="main" onClick={() => go(at + 1)}>
          {say(at + 1 < parts.length ? 'organizer.next' : 'organizer.check')}
        </button>
      )}
      {!isFirst && (
        <button type="button" onClick={() => go(at - 1)}>
          {say('organizer.back')}
        </button>
      )}
    </div>
  );
}
