import { Link } from '@tanstack/react-router';
import { useClientName } from '../lib/client-name.ts';
import { dueOf, isOwed } from '../lib/request-words.ts';
import type { RequestLine } from '../lib/requests.ts';
import { DoneOf } from './done-of.tsx';
import { DueDay } from './due-day.tsx';
import { RequestBadge } from './request-badge.tsx';
import type { Column } from './row-table.tsx';

function Client({ id }: { id: string }) {
  const name = useClientName(id) ?? '…';
  return <span title={name}>{name}</span>;
}

type Given = { today: string; contactName: (id: string) => string } | { today: string; clientWord: string };

/** A request on one line: what, of whom, how it stands, until when, how much of it is here. */
export const requestColumns = (given: Given): readonly Column<RequestLine>[] => [
  {
    key: 'title',
    title: 'Request',
    render: ({ id, title }) => (
      <Link to="/requests/$requestId" params={{ requestId: id }} tabIndex={-1} title={title}>
        {title}
      </Link>
    ),
    order: ({ title }) => title,
  },
  ...('clientWord' in given
    ? [
        {
          key: 'client',
          title: given.clientWord,
          width: '26%',
          render: ({ clientId, clientName }: RequestLine) =>
            clientName === undefined ? <Client id={clientId} /> : <span title={clientName}>{clientName}</span>,
        },
      ]
    : []),
  {
    key: 'status',
    title: 'State',
    width: 178,
    render: (request) => <RequestBadge request={request} />,
    onWide: true,
  },
  {
    key: 'due',
    title: 'Due',
    width: 124,
    render: (request) => <DueDay on={dueOf(request)} isOverdue={isOwed(request) && dueOf(request) < given.today} />,
    order: dueOf,
  },
  {
    key: 'done',
    title: 'Progress',
    width: 150,
    render: ({ items: { all, needed } }) => <DoneOf done={all - needed} all={all} width={56} />,
    order: ({ items: { all, needed } }) => (all - needed) / all,
    onWide: true,
  },
  ...('contactName' in given
    ? [
        {
          key: 'to',
          title: 'To',
          width: '20%',
          render: ({ contactIds }: RequestLine) => contactIds.map(given.contactName).join(', '),
          onWide: true as const,
        },
      ]
    : []),
];
