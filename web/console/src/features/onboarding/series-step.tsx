import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { NotYet } from '../../components/not-yet.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { seriesColumns } from '../../components/series-columns.tsx';
import { useEngagements } from '../../lib/engagement-changes.ts';
import { engagementsQuery } from '../../lib/engagements.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { seriesOfClientQuery } from '../../lib/series-queries.ts';
import { capital, useWords } from '../../lib/words.ts';
import type { StepProps } from './step-props.ts';

/** What recurs begins with the signature, or where someone begins the work before it. */
export function SeriesStep({ clientId, mayEdit }: StepProps) {
  const list = useInfiniteQuery(seriesOfClientQuery(clientId));
  const engagements = useQuery(engagementsQuery(clientId));
  const { act } = useEngagements(clientId);
  const { job, letter, engagement } = useWords();
  const navigate = useNavigate();
  const rows = list.data?.pages.flatMap(({ items }) => items);
  if (!rows || !engagements.data) return <NotYet reads={[list, engagements]} rows={3} />;
  if (rows.length > 0)
    return (
      <RowTable
        label="Series"
        rows={rows}
        columns={seriesColumns({ job: capital(job.one), client: '' }, false)}
        idOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/series/$seriesId', params: { seriesId: id } })}
      />
    );
  const waiting = engagements.data.find(({ can }) => can.activate);
  return (
    <Stack gap="sm">
      <Text c="dimmed">
        The services of an {engagement.one} that have a template recur by themselves once everyone has signed the{' '}
        {letter.one}.
      </Text>
      {mayEdit && (
        <Group>
          {waiting && (
            <Button
              variant="default"
              leftSection={<IconPlayerPlay size={16} />}
              loading={act.isPending}
              onClick={() => act.mutate({ on: waiting, act: 'activate' }, { onError: tellTrouble })}
            >
              Begin the work now
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            renderRoot={(props) => <Link to="/series/new" search={{ client: clientId }} {...props} />}
          >
            New series
          </Button>
        </Group>
      )}
    </Stack>
  );
}
