import { Center, EmptyState, Group } from '@mantine/core';
import { IconCalendarStats } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useMemberName, useToday } from '../../lib/me.ts';
import { templateQuery } from '../../lib/templates.ts';
import { capital, useWords } from '../../lib/words.ts';
import { PeriodFields } from './period-fields.tsx';
import { type Chosen, periodKey, usual, wayOf } from './period.ts';
import type { JobsSearch } from './place.ts';
import { seasonQuery } from './requests.ts';
import { seasonColumns } from './season-columns.tsx';
import { TemplateSelect, useChosenTemplate } from './template-select.tsx';

type Props = { search: JobsSearch; onChange: (more: Partial<JobsSearch>) => void };

/** What a key says: 2026-11, 2026-Q3, 2026. */
function chosenOf(key: string | undefined, today: string): Chosen {
  const had = usual(today);
  const [, year, quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d\d))?$/.exec(key ?? '') ?? [];
  if (year === undefined) return had;
  return { ...had, year, month: month ? `${year}-${month}` : had.month, quarter: quarter ?? had.quarter };
}

/** Everyone’s job of one kind for one period: how far each has come, and what is next. */
export function Season({ search, onChange }: Props) {
  const today = useToday();
  const memberName = useMemberName();
  const navigate = useNavigate();
  const { job, client } = useWords();
  const { chosen } = useChosenTemplate(search.template);
  const { data: template } = useQuery(templateQuery(chosen?.id ?? ''));
  const kind = wayOf(template?.content.period);
  const way = kind === 'month' || kind === 'quarter' ? kind : 'year';
  const period = chosenOf(search.period, today);
  const key = template ? periodKey(way, period) : '';
  const season = useQuery(seasonQuery(chosen?.id ?? '', key));
  const words = { client: capital(client.one), job: capital(job.one) };
  return (
    <>
      <Group gap="xs" mb="sm" align="end">
        <TemplateSelect
          value={chosen?.id}
          onChange={(one) => onChange({ template: one, period: undefined, sort: undefined })}
        />
        <PeriodFields
          size="xs"
          way={way}
          value={period}
          onChange={(to) => onChange({ period: periodKey(way, to) || undefined })}
        />
      </Group>
      {season.isPending && <RowSkeleton />}
      {season.isError && <Trouble error={season.error} onRetry={() => void season.refetch()} />}
      {season.data?.length === 0 && (
        <Center>
          <EmptyState
            py="xl"
            icon={<IconCalendarStats stroke={1.5} />}
            title={`No ${job.many} of this template then`}
            description="Choose another period above."
          />
        </Center>
      )}
      {season.data && season.data.length > 0 && (
        <RowTable
          label="Season"
          rows={season.data}
          columns={seasonColumns({ words, memberName, today })}
          idOf={({ id }) => id}
          onOpen={({ id }) => void navigate({ to: '/jobs/$jobId', params: { jobId: id } })}
          sort={search.sort ?? 'client'}
          onSort={(sort) => onChange({ sort })}
        />
      )}
    </>
  );
}
