import { Problem } from '../../components/problem.tsx';
import { act, type Asks } from '../../lib/request.ts';
import { useSpeech } from '../../lib/speech.ts';
import { useTrying } from '../../lib/trying.ts';
import type { Changing } from './one-item.tsx';

type Props = Changing & { asks: Asks<'table'> };

/** A table, row by row as cards: what is typed is kept as one goes on, and is sent when all of it is answered. */
export function TableAnswer({ request, item, asks, onChange }: Props) {
  const { say } = useSpeech();
  const { isBusy, problem, attempt } = useTrying();
  const isFull = asks.rows.every((_, row) =>
    asks.asks.every((_ask, ask) => (item.cells[`${row}:${ask}`] ?? '') !== ''),
  );
  const keep = (row: number, ask: number, text: string) => {
    if (text.trim() === (item.cells[`${row}:${ask}`] ?? '')) return;
    attempt(async () => onChange(await act(request.id, item.id, 'cells', { cells: [{ row, ask, text }] })));
  };
  const send = () => attempt(async () => onChange(await act(request.id, item.id, 'answer')));
  return (
    <>
      {asks.rows.map((cells, row) => (
        <fieldset key={row} className="row">
          <legend>{cells.join(' · ')}</legend>
          {asks.asks.map((ask, n) => (
            <label key={ask}>
              {ask}
              <input
                defaultValue={item.cells[`${row}:${n}`] ?? ''}
                maxLength={500}
                onBlur={({ currentTarget }) => keep(row, n, currentTarget.value)}
              />
            </label>
          ))}
        </fieldset>
      ))}
      <button type="button" className="main" aria-disabled={isBusy || !isFull} onClick={() => isFull && send()}>
        {say('answer.send')}
      </button>
      {!isFull && <p className="hint">{say('table.rest')}</p>}
      <Problem word={problem} />
    </>
  );
}
