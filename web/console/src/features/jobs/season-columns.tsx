import { Link } from '@tanstack/react-router';
import { DoneOf } from '../../components/done-of.tsx';
import { DueDay } from '../../components/due-day.tsx';
import { JobBadge } from '../../components/job-badge.tsx';
import type { Column } from '../../components/row-table.tsx';
import type { SeasonLine } from './requests.ts';

type Given = {
  words: { client: string; job: string };
  memberName: (id: string | undefined) => string;
  today: string;
};

const share = ({ progress: { done, all } }: SeasonLine) => (all === 0 ? 0 : done / all);

export const seasonColumns = ({ words, memberName, today }: Given): readonly Column<SeasonLine>[] => [
  {
    key: 'client',
    title: words.client,
    render: ({ id, client, title }) => (
      <Link to="/jobs/$jobId" params={{ jobId: id }} tabIndex={-1} title={title}>
        {client?.name ?? title}
      </Link>
    ),
    order: ({ client, title }) => client?.name ?? title,
  },
  {
    key: 'state',
    title: 'State',
    width: 190,
    render: (job) => <JobBadge job={job} />,
    order: ({ status }) => status,
    onWide: true,
  },
  {
    key: 'done',
    title: 'Done',
    width: 150,
    render: ({ progress }) => <DoneOf {...progress} width={56} />,
    order: share,
  },
  {
    key: 'next',
    title: 'Next',
    width: '26%',
    render: ({ next }) => next && <span title={next.title}>{next.title}</span>,
    onWide: true,
  },
  {
    key: 'who',
    title: 'By whom',
    width: 130,
    render: ({ next }) => next && memberName(next.assigneeId),
    order: ({ next }) => memberName(next?.assigneeId),
    onWide: true,
  },
  {
    key: 'due',
    title: 'Due',
    width: 130,
    render: ({ dueOn, status }) => (
      <DueDay on={dueOn} isOverdue={status !== 'done' && dueOn !== undefined && dueOn < today} />
    ),
    order: ({ dueOn = '9999' }) => dueOn,
    onWide: true,
  },
];
