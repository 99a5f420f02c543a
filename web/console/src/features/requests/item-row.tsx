import { Badge, Text, UnstyledButton } from '@mantine/core';
import { IconChecks, IconFileText, IconMessage2, IconTable } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { DueDay } from '../../components/due-day.tsx';
import { useToday } from '../../lib/me.ts';
import { itemWords } from '../../lib/request-words.ts';
import type { Request, RequestItem } from '../../lib/requests.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { asksForTime, type ItemActs, type ItemAsked, itemKeys } from './item-acts.ts';
import { ItemDialog } from './item-dialog.tsx';
import { ItemInside } from './item-inside.tsx';
import classes from './item.module.css';

const icons = { upload: IconFileText, answer: IconMessage2, confirm: IconChecks, table: IconTable };

function sayAsked({ asks, optional }: RequestItem): string {
  const what = {
    upload: 'Files',
    answer: 'An answer',
    confirm: 'A confirmation',
    table: asks.kind === 'table' ? `A table of ${asks.rows.length}` : '',
  }[asks.kind];
  return optional ? `${what}, optional` : what;
}

type Props = { request: Request; item: RequestItem; acts: ItemActs };

export function ItemRow({ request, item, acts }: Props) {
  const today = useToday();
  const [isOpen, setOpen] = useState(item.status === 'submitted' || asksForTime(item));
  const [asked, setAsked] = useState<ItemAsked>();
  const Icon = icons[item.asks.kind];
  const { says, colour } = itemWords[item.status];
  const due = item.dueOn ?? request.dueOn;
  const isOpenItem = item.status === 'open' || item.status === 'returned';
  const byKey: Record<(typeof itemKeys)[number]['key'], () => void> = {
    a: () => acts.accept(item),
    s: () => setAsked('send-back'),
    w: () => setAsked('waive'),
    r: () => setAsked('receive'),
    t: () => acts.answerTime(item, true),
  };
  const close = () => setAsked(undefined);
  const onKey = (event: KeyboardEvent) => {
    const found = itemKeys.find(({ key, may }) => key === event.key && may(item));
    if (!found || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    byKey[found.key]();
  };
  return (
    <div role="listitem" className={classes.item}>
      <div className={classes.line} data-open={isOpen || undefined}>
        <UnstyledButton
          className={classes.title}
          data-item-title
          aria-expanded={isOpen}
          title={item.title}
          onClick={() => setOpen(!isOpen)}
          onKeyDown={onKey}
        >
          <Icon size={16} stroke={1.5} aria-hidden />
          <span>{item.title}</span>
        </UnstyledButton>
        <Text size="sm" c="dimmed" truncate data-wide>
          {sayAsked(item)}
        </Text>
        <span>
          <Badge color={asksForTime(item) ? 'yellow' : colour}>{asksForTime(item) ? 'Asks for time' : says}</Badge>
        </span>
        <span data-wide>{isOpenItem && <DueDay on={due} isOverdue={due < today && request.can.nudge} />}</span>
      </div>
      {isOpen && <ItemInside request={request} item={item} acts={acts} onAsk={setAsked} className={classes.inside} />}
      {asked === 'answer' && <AnswerDialog request={request} item={item} onClose={close} />}
      {asked && asked !== 'answer' && <ItemDialog item={item} asked={asked} acts={acts} onClose={close} />}
    </div>
  );
}
