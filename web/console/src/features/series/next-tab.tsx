import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fact, Facts } from '../../components/fact.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useMemberName } from '../../lib/me.ts';
import type { Series } from '../../lib/series.ts';
import { upcomingQuery } from '../../lib/series-queries.ts';
import { sayRole } from '../../lib/series-words.ts';
import { rolesOf, templateQuery } from '../../lib/templates.ts';
import { capital, useWords } from '../../lib/words.ts';
import { UpcomingJobs } from './upcoming.tsx';

/** What comes next, and who does it. */
export function NextTab({ series }: { series: Series }) {
  const list = useQuery(upcomingQuery(series.id));
  const { job } = useWords();
  if (list.isPending) return <RowSkeleton />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Stack gap="md" maw={880}>
      <People series={series} />
      {series.status === 'paused' && list.data.length > 0 && (
        <Text c="dimmed">As they would come if it went on now.</Text>
      )}
      {list.data.length > 0 ? (
        <UpcomingJobs items={list.data} />
      ) : (
        <Text c="dimmed">
          {series.status === 'ended'
            ? `It has ended: no ${job.one} comes any more.`
            : series.rhythm.kind === 'after-completion'
              ? `The next ${job.one} comes when the one before is done.`
              : `No ${job.one} comes any more: it ends before.`}
        </Text>
      )}
    </Stack>
  );
}

/** Who does what: those whom this series names, and for the other roles what the template says. */
function People({ series: { templateId, changes } }: { series: Series }) {
  const memberName = useMemberName();
  const { data: template } = useQuery(templateQuery(templateId));
  const roles = template ? rolesOf(template) : [];
  if (roles.length === 0) return null;
  return (
    <Facts>
      {roles.map(([role, source]) => {
        const own = changes?.people?.[role];
        return (
          <Fact key={role} label={capital(role)}>
            {own === undefined ? (
              <Text span size="sm" c="dimmed">
                {sayRole(source)}
              </Text>
            ) : (
              memberName(own)
            )}
          </Fact>
        );
      })}
    </Facts>
  );
}
