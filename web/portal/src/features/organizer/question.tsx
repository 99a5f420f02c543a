import { type Organizer, type Question as Asked, readOrganizer, type Value, valueOf } from '../../lib/organizer.ts';
import { useSpeech } from '../../lib/speech.ts';
import { Files } from '../request/files.tsx';
import { Field } from './field.tsx';
import { Prior } from './prior.tsx';
import type { Saving } from './saving.ts';
import { useSayValue } from './say-value.ts';

type Props = { saving: Saving; question: Asked };

function OfFiles({ organizer, question, show }: { organizer: Organizer; question: Asked; show: Saving['show'] }) {
  const { key, text: title, accept = ['any'], most = 20, files, isLocked } = question;
  const item = {
    id: key,
    title,
    asks: { kind: 'upload' as const, accept, least: 1, most },
    files,
    status: 'open' as const,
    can: { answer: !isLocked && organizer.can.answer },
  };
  const refresh = async () => show(await readOrganizer(organizer.id));
  return <Files place={`organizers/${organizer.id}/questions/${key}`} item={item} refresh={refresh} />;
}

/** What was answered elsewhere is there; what was typed here can still be taken instead. */
function Moved({ saving, question, mine }: Props & { mine: Value | null }) {
  const { say } = useSpeech();
  const sayValue = useSayValue();
  return (
    <div className="returned" role="alert">
      <p>{say('question.moved', { value: mine === null ? '–' : sayValue(question, mine) })}</p>
      <button type="button" onClick={() => saving.answer(question.key, mine)}>
        {say('question.mine')}
      </button>{' '}
      <button type="button" onClick={() => saving.leaveIt(question.key)}>
        {say('question.theirs')}
      </button>
    </div>
  );
}

/** One question with its help, why it came back, last time's answer, and the way to answer it. */
export function Question({ saving, question }: Props) {
  const { say } = useSpeech();
  const sayValue = useSayValue();
  const { key, kind, text, help, required, isLocked, returned, files } = question;
  if (kind === 'text-block') return <p className="question">{text}</p>;
  const { organizer, drafts, wrong, moved } = saving;
  const isOpen = organizer.can.answer && !isLocked;
  const value = isOpen ? valueOf(drafts, question) : question.value;
  const mine = moved.get(key);
  const late = isOpen ? undefined : drafts.get(key);
  return (
    <div className={returned === undefined ? 'question' : 'question item returned-question'} id={`question-${key}`}>
      <h3 id={`title-${key}`}>
        {text}
        {required && isOpen && value === undefined && files.length === 0 && <small> · {say('question.needed')}</small>}
      </h3>
      {help !== undefined && (
        <p className="hint" id={`help-${key}`}>
          {help}
        </p>
      )}
      {returned !== undefined && <p className="returned">{returned}</p>}
      {isOpen && <Prior saving={saving} question={question} value={value} />}
      {kind === 'file' && <OfFiles organizer={organizer} question={question} show={saving.show} />}
      {kind !== 'file' && isOpen && <Field saving={saving} question={question} value={value} />}
      {kind !== 'file' && !isOpen && (
        <p className="given">{value === undefined ? say('organizer.none') : sayValue(question, value)}</p>
      )}
      {isLocked && organizer.can.answer && <p className="hint">{say('question.locked')}</p>}
      {late != null && (
        <p className="problem" role="alert">
          {say('wrong.late', { value: sayValue(question, late) })}
        </p>
      )}
      {isOpen && wrong.has(key) && (
        <p className="problem" role="alert">
          {say(wrong.get(key)!)}
        </p>
      )}
      {mine !== undefined && <Moved saving={saving} question={question} mine={mine} />}
    </div>
  );
}
