import { Problem } from '../../components/problem.tsx';
import { useDrafts } from '../../lib/drafts.ts';
import { useKeeping } from '../../lib/keeping.ts';
import { act, type Asks, keepCells, mostCells, readRequest } from '../../lib/request.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import type { Changing } from './one-item.tsx';

type Props = Changing & { asks: Asks<'table'> };

/** A table, row by row as cards: what is typed is kept as one goes on, and is sent when all of it is answered. */
export function TableAnswer({ request, item, asks, onChange }: Props) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const drafts = useDrafts();
  const keys = asks.rows.flatMap((_, row) => asks.asks.map((_ask, ask) => `${row}:${ask}`));
  const { typed, refused, state, put, flush } = useKeeping<string>({
    place: item.id,
    atOnce: mostCells,
    before: () => new Map(drafts.within<string>(item.id).filter(([key]) => keys.includes(key))),
    held: (_, text) => text,
    send: async (cells) => onChange(await keepCells(request.id, item.id, cells)),
  });
  const textOf = (key: string) => typed.get(key) ?? item.cells[key] ?? '';
  const isFull = keys.every((key) => textOf(key).trim() !== '');
  const isReady = isFull && refused.size === 0;
  const send = () =>
    attempt(async () => {
      if (!(await flush())) throw new TypeError('Not all of it has come to the firm');
      onChange(await act(request.id, item.id, 'answer'));
    });
  // Sent or settled meanwhile, most likely: it shows as it is now.
  const lookAgain = () => attempt(async () => onChange(await readRequest(request.id)));
  return (
    <>
      {asks.rows.map((cells, row) => (
        <fieldset key={row} className="row">
          <legend>{cells.join(' · ')}</legend>
          {asks.asks.map((ask, n) => (
            <label key={ask}>
              {ask}
              <input
                defaultValue={textOf(`${row}:${n}`)}
                maxLength={500}
                onInput={({ currentTarget }) => put(`${row}:${n}`, currentTarget.value, true)}
                onBlur={() => void flush()}
              />
            </label>
          ))}
        </fieldset>
      ))}
      <button type="button" className="main" aria-disabled={isBusy || !isReady} onClick={() => isReady && send()}>
        {say('answer.send')}
      </button>
      {!isFull && <p className="hint">{say('table.rest')}</p>}
      <p role="status" className="hint">
        {refused.size === 0 ? say(state) : ''}
      </p>
      {refused.size > 0 && (
        <>
          <Problem word="table.refused" />
          <button type="button" onClick={lookAgain}>
            {say('table.look')}
          </button>
        </>
      )}
      <Problem word={problem} />
    </>
  );
}
