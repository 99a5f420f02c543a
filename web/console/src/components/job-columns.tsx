import { Link } from '@tanstack/react-router';
import { isOver } from '../lib/job-words.ts';
import type { JobLine } from '../lib/jobs.ts';
import { DueDay } from './due-day.tsx';
import { JobBadge } from './job-badge.tsx';
import type { Column } from './row-table.tsx';

type Given = {
  words: { job: string; client: string };
  memberName: (id: string | undefined) => string;
  today: string;
  withClient: boolean;
  withStatus: boolean;
};

/** A job on one line: what, for whom, how it stands, by when, who answers for it. */
export const jobColumns = ({ words, memberName, today, withClient, withStatus }: Given): readonly Column<JobLine>[] => [
  {
    key: 'title',
    title: words.job,
    render: ({ id, title }) => (
      <Link to="/jobs/$jobId" params={{ jobId: id }} tabIndex={-1} title={title}>
        {title}
      </Link>
    ),
    order: ({ title }) => title,
  },
  ...(withClient
    ? [
        {
          key: 'client',
          title: words.client,
          width: '28%',
          render: ({ client }: JobLine) => client && <span title={client.name}>{client.name}</span>,
          order: ({ client }: JobLine) => client?.name ?? '',
        },
      ]
    : []),
  ...(withStatus
    ? [
        {
          key: 'status',
          title: 'State',
          width: 200,
          render: (job: JobLine) => <JobBadge job={job} />,
          order: ({ status }: JobLine) => status,
          onWide: true as const,
        },
      ]
    : []),
  {
    key: 'due',
    title: 'Due',
    width: 132,
    render: (job) => <DueDay on={job.dueOn} isOverdue={!isOver(job) && job.dueOn !== undefined && job.dueOn < today} />,
    order: ({ dueOn = '9999' }) => dueOn,
  },
  {
    key: 'deadline',
    title: 'Deadline',
    width: 124,
    render: ({ deadline }) => deadline && <DueDay on={deadline.on} />,
    has: ({ deadline }) => deadline !== undefined,
    order: ({ deadline }) => deadline?.on ?? '9999',
    onWide: true,
  },
  {
    key: 'lead',
    title: 'Who answers for it',
    width: 150,
    render: ({ leadId }) => memberName(leadId),
    order: ({ leadId }) => memberName(leadId),
    onWide: true,
  },
];
