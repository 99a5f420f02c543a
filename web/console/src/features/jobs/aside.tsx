import { Box, Button, Stack, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Day } from '../../components/day.tsx';
import { type Job, useJobAct } from '../../lib/jobs.ts';
import { useMemberName } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { happened, waitedFor } from './facts.ts';

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <Box component="section">
    <Title order={2} mb={4}>
      {title}
    </Title>
    <Stack gap={6}>{children}</Stack>
  </Box>
);

const rolesSaid = (role: string) => role.replace(/^./, (letter) => letter.toUpperCase());

/** Beside the tasks: what is waited for from outside, what has come, who does what, what was filed. */
export function Aside({ job }: { job: Job }) {
  const memberName = useMemberName();
  const { mutate, isPending } = useJobAct(job.id);
  const waiting = waitedFor(job);
  const has = happened(job);
  const record = (fact: string) => mutate({ path: '/facts', body: { fact } }, { onError: tellTrouble });
  return (
    <Stack gap="lg">
      {waiting.length > 0 && (
        <Part title="Waits for">
          {waiting.map(({ fact, says }) => (
            <Stack key={fact} gap={4} align="flex-start">
              <Text size="sm">{says}</Text>
              {job.can.edit && (
                <Button
                  variant="default"
                  size="compact-sm"
                  leftSection={<IconCheck size={14} />}
                  disabled={isPending}
                  aria-label={`It happened: ${says}`}
                  onClick={() => record(fact)}
                >
                  It happened
                </Button>
              )}
            </Stack>
          ))}
        </Part>
      )}
      {has.length > 0 && (
        <Part title="Has happened">
          {has.map(({ says, on, by }) => (
            <Text key={says} size="sm">
              {says}{' '}
              <Text span size="sm" c="dimmed">
                <Day of={on} />, {memberName(by)}
              </Text>
            </Text>
          ))}
        </Part>
      )}
      {job.people && job.people.length > 0 && (
        <Part title="People">
          {job.people.map(({ role, memberId }) => (
            <Text key={role} size="sm">
              <Text span size="sm" c="dimmed">
                {rolesSaid(role)}
              </Text>{' '}
              {memberName(memberId)}
            </Text>
          ))}
        </Part>
      )}
      {job.filings && job.filings.length > 0 && (
        <Part title="Filed">
          {job.filings.map(({ what, agency, on, reference, at }) => (
            <Text key={at} size="sm">
              {rolesSaid(what)}, {agency}, <Day of={on} />
              {reference !== undefined && ` (${reference})`}
            </Text>
          ))}
        </Part>
      )}
      {job.extensions && job.extensions.length > 0 && (
        <Part title="Extended">
          {job.extensions.map(({ from, to, form, at }) => (
            <Text key={at} size="sm">
              <Day of={from} /> → <Day of={to} />
              {form !== undefined && ` by ${form}`}
            </Text>
          ))}
        </Part>
      )}
      {job.forNextTime !== undefined && (
        <Part title="For next time">
          <Text size="sm">{job.forNextTime}</Text>
        </Part>
      )}
    </Stack>
  );
}
