import { type Column, RowTable } from './row-table.tsx';
import { ServiceActs } from './service-acts.tsx';
import { sayFee } from '../lib/engagement-words.ts';
import type { Engagement, Service } from '../lib/engagements.ts';
import { frequencyWords } from '../lib/frequency-words.ts';
import { useMemberName } from '../lib/me.ts';

/** What is done in an engagement, and for how much where that may be seen. */
export function ServiceList({ engagement }: { engagement: Engagement }) {
  const memberName = useMemberName();
  const { title, services, can } = engagement;
  const columns: Column<Service>[] = [
    { key: 'code', title: 'Code', width: 92, render: ({ code }) => code },
    {
      key: 'name',
      title: 'Service',
      render: ({ name, isPaused }) => (isPaused ? `${name} (rests)` : name),
    },
    {
      key: 'frequency',
      title: 'How often',
      width: 130,
      render: ({ frequency }) => frequencyWords[frequency],
      onWide: true,
    },
    {
      key: 'roles',
      title: 'Who',
      has: ({ roles }) => roles.length > 0,
      render: ({ roles }) => roles.map(({ memberId }) => memberName(memberId)).join(', '),
      onWide: true,
    },
    {
      key: 'budget',
      title: 'Hours',
      has: ({ budgetMinutes }) => budgetMinutes !== undefined,
      width: 72,
      align: 'right',
      render: ({ budgetMinutes }) => budgetMinutes !== undefined && Math.round(budgetMinutes / 6) / 10,
      onWide: true,
    },
    {
      key: 'fee',
      title: 'Fee',
      width: '26%',
      align: 'right',
      has: ({ fee }) => fee !== undefined,
      render: ({ fee }) => sayFee(fee),
    },
    {
      key: 'more',
      title: 'Acts',
      isTitleHidden: true,
      width: 44,
      has: () => can.edit,
      render: (service) => <ServiceActs engagement={engagement} service={service} />,
    },
  ];
  return <RowTable label={`Services of ${title}`} rows={services} columns={columns} idOf={({ id }) => id} />;
}
