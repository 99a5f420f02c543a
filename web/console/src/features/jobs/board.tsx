import { Box, ScrollArea, VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { statusWords } from '../../lib/job-words.ts';
import type { JobLine, Status } from '../../lib/jobs.ts';
import classes from './board.module.css';
import { BoardColumn } from './board-column.tsx';
import { useMoveJob } from './move-job.ts';

/** Between which a job is put by hand; what is done or cancelled has its own way. */
const columns = ['planned', 'ready', 'active', 'waiting-client', 'waiting-third-party', 'review'] as const;

const cards = (column: Element | undefined) => [...(column?.querySelectorAll<HTMLElement>('[data-card]') ?? [])];

/** Jobs by state. A card is dragged, or moved by shift and an arrow; arrows alone go from card to card. */
export function Board() {
  const board = useRef<HTMLDivElement>(null);
  const move = useMoveJob();
  const [dragged, setDragged] = useState<JobLine>();
  const [said, setSaid] = useState('');
  const put = (job: JobLine, to: Status) => {
    if (to === job.status || !job.can.edit) return;
    move(job, to);
    setSaid(`${job.title}: ${statusWords[to].says}`);
  };
  const onKey = (event: KeyboardEvent, job: JobLine, index: number) => {
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (side === undefined && down === undefined) return;
    event.preventDefault();
    const at = columns.findIndex((one) => one === job.status);
    if (side !== undefined && event.shiftKey) {
      const to = columns[at + side];
      if (to) put(job, to);
      return;
    }
    const all = [...(board.current?.querySelectorAll('[data-column]') ?? [])];
    if (down !== undefined) return cards(all[at])[index + down]?.focus();
    for (let i = at + side!; i >= 0 && i < all.length; i += side!) {
      const there = cards(all[i]);
      if (there.length > 0) return there[Math.min(index, there.length - 1)]!.focus();
    }
  };
  return (
    <ScrollArea type="auto">
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
      <Box ref={board} className={classes.board}>
        {columns.map((status) => (
          <BoardColumn
            key={status}
            status={status}
            isTarget={dragged !== undefined && dragged.status !== status}
            onDrag={setDragged}
            onDrop={() => dragged && put(dragged, status)}
            onKey={onKey}
          />
        ))}
      </Box>
    </ScrollArea>
  );
}
