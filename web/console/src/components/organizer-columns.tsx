import { Link } from '@tanstack/react-router';
import { useClientName } from '../lib/client-name.ts';
import { isWithClient } from '../lib/organizer-words.ts';
import type { OrganizerLine } from '../lib/organizers.ts';
import { DoneOf } from './done-of.tsx';
import { DueDay } from './due-day.tsx';
import { OrganizerBadge } from './organizer-badge.tsx';
import type { Column } from './row-table.tsx';

function Client({ id }: { id: string }) {
  const name = useClientName(id) ?? '…';
  return <span title={name}>{name}</span>;
}

/** An organizer on one line: what, of whom, how it stands, until when, how much of it is answered. */
export const organizerColumns = (today: string, clientWord?: string): readonly Column<OrganizerLine>[] => [
  {
    key: 'title',
    title: 'Organizer',
    render: ({ id, title }) => (
      <Link to="/organizers/$organizerId" params={{ organizerId: id }} tabIndex={-1} title={title}>
        {title}
      </Link>
    ),
    order: ({ title }) => title,
  },
  ...(clientWord === undefined
    ? []
    : [
        {
          key: 'client',
          title: clientWord,
          width: '26%',
          render: ({ clientId }: OrganizerLine) => <Client id={clientId} />,
        },
      ]),
  {
    key: 'status',
    title: 'State',
    width: 178,
    render: ({ status }) => <OrganizerBadge status={status} />,
    onWide: true,
  },
  {
    key: 'due',
    title: 'Due',
    width: 124,
    render: ({ dueOn, status }) => <DueDay on={dueOn} isOverdue={isWithClient(status) && dueOn < today} />,
    order: ({ dueOn }) => dueOn,
  },
  {
    key: 'answered',
    title: 'Answered',
    width: 160,
    render: ({ counts: { answered, all } }) => <DoneOf done={answered} all={all} width={56} />,
    order: ({ counts: { answered, all } }) => (all === 0 ? 0 : answered / all),
    onWide: true,
  },
];
