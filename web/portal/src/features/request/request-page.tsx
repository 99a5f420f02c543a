import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../components/problem.tsx';
import { wordFor } from '../../lib/http.ts';
import type { Word } from '../../lib/language.ts';
import { isDone, newestOf, readRequest, type Request } from '../../lib/request.ts';
import { useSpeech } from '../../lib/speech.ts';
import { OneItem } from './one-item.tsx';

type Props = { id: string; onBack: () => void };

/** One list of what is needed: each thing with the way to give it. */
export function RequestPage({ id, onBack }: Props) {
  const { say, day } = useSpeech();
  const [request, setRequest] = useState<Request>();
  const [problem, setProblem] = useState<Word>();
  const heading = useRef<HTMLHeadingElement>(null);
  const isKnown = request !== undefined;
  const change = (after: Request) => setRequest((known) => newestOf(known, after));
  useEffect(() => {
    readRequest(id).then(setRequest, (error: unknown) => setProblem(wordFor(error)));
  }, [id]);
  useEffect(() => heading.current?.focus(), [isKnown]);
  const back = (
    <p>
      <button type="button" onClick={onBack}>
        {say('back')}
      </button>
    </p>
  );
  if (!request)
    return (
      <>
        {back}
        {problem === undefined ? <p role="status">{say('loading')}</p> : <Problem word={problem} />}
      </>
    );
  return (
    <>
      {back}
      <h1 ref={heading} tabIndex={-1}>
        {request.title}
      </h1>
      <p className="hint">{say('need.by', { date: day(request.dueOn) })}</p>
      {request.why !== undefined && <p>{request.why}</p>}
      <ul>
        {request.asked.map((item) => (
          <OneItem key={item.id} request={request} item={item} onChange={change} />
        ))}
      </ul>
      <div role="status">
        {isDone(request) && (
          <p className="done">
            <span aria-hidden="true">✓</span> {say('request.done')}
          </p>
        )}
      </div>
      {isDone(request) && (
        <button type="button" className="main" onClick={onBack}>
          {say('back.done')}
        </button>
      )}
    </>
  );
}
