import { Problem } from '../../components/problem.tsx';
import type { Word } from '../../lib/language.ts';
import { reasonIn } from '../../lib/reasons.ts';
import { act, answerIn, type Item, readRequest, type Request, takesFiles } from '../../lib/request.ts';
import { useSpeech } from '../../lib/speech.ts';
import { tell } from '../../lib/telling.ts';
import { useTrying } from '../../lib/trying.ts';
import { useWhenChanged } from '../../lib/when-changed.ts';
import { Answer } from './answer.tsx';
import { Files } from './files.tsx';
import { Otherwise } from './otherwise.tsx';
import { TableAnswer } from './table-answer.tsx';

export type Changing = { request: Request; item: Item; onChange: (request: Request) => void };

const statusWords: Readonly<Record<Item['status'], Word>> = {
  open: 'item.open',
  submitted: 'item.submitted',
  accepted: 'item.accepted',
  returned: 'item.returned',
  'does-not-apply': 'item.does-not-apply',
  waived: 'item.waived',
  'received-another-way': 'item.received',
};

/** What was given, in words; what was confirmed says so itself. */
function Given({ item }: { item: Item }) {
  const { say } = useSpeech();
  const { text, confirmed } = item.answer;
  if (item.asks.kind === 'upload' || item.can.answer) return null;
  if (confirmed) return <p>{say('confirm.done')}</p>;
  if (text === undefined) return null;
  return <blockquote>{answerIn(say, item.asks, text)}</blockquote>;
}

function Means(changing: Changing) {
  const { request, item, onChange } = changing;
  if (item.asks.kind === 'upload') {
    const refresh = async () => onChange(await readRequest(request.id));
    const place = `requests/${request.id}/items/${item.id}`;
    return takesFiles(item) || item.files.length > 0 ? <Files place={place} item={item} refresh={refresh} /> : null;
  }
  if (!item.can.answer) return null;
  return item.asks.kind === 'table' ? (
    <TableAnswer {...changing} asks={item.asks} />
  ) : (
    <Answer {...changing} asks={item.asks} />
  );
}

/** One thing that is asked for: what it is, how far it is, and how to give it. */
export function OneItem(changing: Changing) {
  const { request, item, onChange } = changing;
  const { say, day } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const takeBack = () => attempt(async () => onChange(await act(request.id, item.id, 'take-back')));
  useWhenChanged(item.status, () =>
    tell(say('told.item', { title: item.title, state: say(statusWords[item.status]) })),
  );
  return (
    <li className={`item ${item.status}`}>
      <h2 id={`title-${item.id}`}>{item.title}</h2>
      <p className="state">
        {say(statusWords[item.status])}
        {item.can.answer && item.optional && ` · ${say('item.optional')}`}
        {item.can.answer && item.dueOn !== request.dueOn && ` · ${say('need.by', { date: day(item.dueOn) })}`}
      </p>
      {item.note !== undefined && <p>{item.note}</p>}
      {item.status === 'returned' && item.returned && (
        <div className="returned">
          <p>{reasonIn(say, item.returned.code, item.returned.reason)}</p>
          {item.returned.hint !== undefined && <p>{item.returned.hint}</p>}
        </div>
      )}
      <Given item={item} />
      <Means {...changing} />
      {item.can.answer && <Otherwise {...changing} />}
      {item.can.takeBack && (
        <button type="button" aria-disabled={isBusy} aria-describedby={`title-${item.id}`} onClick={takeBack}>
          {say(item.asks.kind === 'upload' && item.status === 'submitted' ? 'take-back.files' : 'take-back')}
        </button>
      )}
      <Problem word={problem} />
    </li>
  );
}
