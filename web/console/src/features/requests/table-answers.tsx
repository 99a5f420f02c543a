import { Alert, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { tell } from '../../lib/notices.ts';
import { messageOf } from '../../lib/problem.ts';
import { type Request, type RequestItem, useRequestAct } from '../../lib/requests.ts';
import { AnswerTable } from './answer-table.tsx';

type Asks = Extract<RequestItem['asks'], { kind: 'table' }>;
type Props = { request: Request; item: RequestItem; asks: Asks; onClose: () => void };
type Cell = { row: number; ask: number; text: string };

const mostAtOnce = 200;

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value.trim() : '');

/** Every cell as it stands in the form. */
const cellsOf = ({ rows, asks }: Asks, given: FormData): Cell[] =>
  rows.flatMap((_, row) => asks.map((_ask, ask) => ({ row, ask, text: textOf(given.get(`${row}:${ask}`)) })));

/** The cells of a table filled in for the client: what is there is kept, and counts as their answer once none is empty. */
export function TableAnswers({ request, item, asks, onClose }: Props) {
  const { mutateAsync } = useRequestAct(request.id);
  const [isPending, setPending] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const [isTyped, setTyped] = useState(false);
  useUnsaved(isTyped);
  const had = item.cells ?? {};
  async function keep(all: readonly Cell[]): Promise<void> {
    const changed = all.filter(({ row, ask, text }) => text !== (had[`${row}:${ask}`] ?? ''));
    for (let from = 0; from < changed.length; from += mostAtOnce)
      await mutateAsync({ path: `/items/${item.id}/cells`, body: { cells: changed.slice(from, from + mostAtOnce) } });
    const left = all.filter(({ text }) => text === '').length;
    if (left === 0) await mutateAsync({ path: `/items/${item.id}/answer`, body: {} });
    tell(left === 0 ? `“${item.title}” is answered` : `The answers are kept; ${left} still to come`);
  }
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const all = cellsOf(asks, new FormData(event.currentTarget));
    setPending(true);
    void keep(all)
      .then(onClose)
      .catch((error: unknown) => {
        setWrong(messageOf(error));
        setPending(false);
      });
  };
  return (
    <form onSubmit={send} onInput={() => setTyped(true)}>
      <Stack gap="sm">
        <AnswerTable asks={asks} cells={had} title={item.title} isFilledIn />
        <Text size="sm" c="dimmed">
          What you fill in is kept. Once no cell is empty, it counts as answered.
        </Text>
        {wrong !== undefined && (
          <Alert color="red" role="alert" p="xs">
            {wrong}
          </Alert>
        )}
        <DialogFoot act="Keep the answers" isPending={isPending} onBack={onClose} />
      </Stack>
    </form>
  );
}
