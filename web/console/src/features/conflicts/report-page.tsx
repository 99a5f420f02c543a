import { Alert, Badge, Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useMemberName } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { Decide } from '../../components/conflict-decision.tsx';
import { Found } from '../../components/conflict-found.tsx';
import { reportQuery, useVerification } from '../../lib/conflicts.ts';
import { decisionWords } from '../../lib/conflict-words.ts';

const route = getRouteApi('/signed-in/conflicts/$conflictId');

export function ReportPage() {
  const { conflictId } = route.useParams();
  const memberName = useMemberName();
  const { data: report, error, refetch } = useQuery(reportQuery(conflictId));
  const check = useVerification(conflictId);
  if (error && !report) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!report) return <Skeleton h={200} />;
  const { names, note, searchedBy, searchedAt, decision, reason, decidedBy, decidedAt, findings } = report;
  const isIntact = check.data?.verdict !== 'altered';
  return (
    <Stack gap="lg" maw={960}>
      <div>
        <PageHead
          title={names.join(', ')}
          beside={decision && <Badge color={decisionWords[decision].colour}>{decisionWords[decision].title}</Badge>}
        >
          <Button
            variant="default"
            loading={check.isPending}
            onClick={() => check.mutate(undefined, { onError: tellTrouble })}
          >
            Verify the report
          </Button>
        </PageHead>
        <Text c="dimmed" size="sm">
          Searched by {memberName(searchedBy)}, <Day of={searchedAt} withTime />
        </Text>
        {note && <Text mt={4}>{note}</Text>}
        {decision && (
          <Text mt={4}>
            {memberName(decidedBy)} decided, {decidedAt && <Day of={decidedAt} withTime />}: {reason}
          </Text>
        )}
      </div>
      {check.data && (
        <Alert role="status" color={isIntact ? 'green' : 'red'} icon={isIntact ? <IconShieldCheck /> : <IconShieldX />}>
          {check.data.says}
        </Alert>
      )}
      {findings.map((finding) => (
        <Found key={finding.name} finding={finding} />
      ))}
      {report.can.decide && <Decide report={report} />}
    </Stack>
  );
}
