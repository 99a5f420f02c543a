import { Badge, Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Decide } from '../../components/conflict-decision.tsx';
import { Found } from '../../components/conflict-found.tsx';
import { NewConflictSearch } from '../../components/conflict-search.tsx';
import { NotYet } from '../../components/not-yet.tsx';
import { useClientName } from '../../lib/client-name.ts';
import { peopleQuery } from '../../lib/client-people.ts';
import { decisionWords } from '../../lib/conflict-words.ts';
import { conflictsOfQuery, reportQuery } from '../../lib/conflicts.ts';
import { useIsLead, useMemberName } from '../../lib/me.ts';
import type { StepProps } from './step-props.ts';

/** The names of the client and its people are looked for; what was found is decided on in the same place. */
export function ConflictStep({ clientId, mayEdit }: StepProps) {
  const name = useClientName(clientId);
  const [people, searches] = [useQuery(peopleQuery(clientId)), useQuery(conflictsOfQuery(clientId))];
  const queries = useQueryClient();
  const [isAgain, again] = useDisclosure();
  if (!people.data || !searches.data || name === undefined) return <NotYet reads={[people, searches]} rows={3} />;
  const [latest] = searches.data;
  if (latest && !isAgain)
    return (
      <Stack gap="md">
        <LatestReport id={latest.id} />
        {mayEdit && latest.decision && (
          <div>
            <Button variant="default" onClick={again.open}>
              Search again
            </Button>
          </div>
        )}
      </Stack>
    );
  if (!mayEdit) return <Text c="dimmed">Nobody has searched yet.</Text>;
  return (
    <NewConflictSearch
      given={[...new Set([name, ...people.data.map((one) => one.name)])]}
      clientId={clientId}
      onMade={(made) => {
        queries.setQueryData(conflictsOfQuery(clientId).queryKey, (before = []) => [made, ...before]);
        again.close();
      }}
    />
  );
}

function LatestReport({ id }: { id: string }) {
  const read = useQuery(reportQuery(id));
  const memberName = useMemberName();
  const isLead = useIsLead();
  const report = read.data;
  if (!report) return <NotYet reads={[read]} rows={3} />;
  const { decision, reason, decidedBy, findings, can } = report;
  return (
    <Stack gap="md">
      {findings.map((finding) => (
        <Found key={finding.name} finding={finding} />
      ))}
      {decision && (
        <Text>
          <Badge color={decisionWords[decision].colour}>{decisionWords[decision].title}</Badge> {memberName(decidedBy)}:{' '}
          {reason}
        </Text>
      )}
      {can.decide && <Decide report={report} />}
      {!decision && !isLead && <Text c="dimmed">A manager or an administrator decides on it.</Text>}
      <Text size="sm">
        <Link to="/conflicts/$conflictId" params={{ conflictId: id }}>
          The report
        </Link>
      </Text>
    </Stack>
  );
}
