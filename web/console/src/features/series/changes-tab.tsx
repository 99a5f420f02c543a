import { Alert, Stack, Text } from '@mantine/core';
import { Differences, isSame } from '../../components/differences.tsx';
import { Fact, Facts } from '../../components/fact.tsx';
import { useMemberName } from '../../lib/me.ts';
import { sayMinutes } from '../../lib/minutes.ts';
import type { Series } from '../../lib/series.ts';
import { capital, useWords } from '../../lib/words.ts';

/** How much is other than the template says. */
export function countOf({ differences: { fields, tasks, requests }, changes }: Series): number {
  const parts = [tasks, requests].flatMap(({ added, removed, changed }) => [added, removed, changed]);
  const people = Object.keys(changes?.people ?? {}).length;
  return parts.reduce((sum, { length }) => sum + length, fields.length + people);
}

/** The standing changes of a client: kept from version to version of the template. */
export function ChangesTab({ series }: { series: Series }) {
  const memberName = useMemberName();
  const { client } = useWords();
  const { differences, unknown, changes } = series;
  const people = Object.entries(changes?.people ?? {});
  if (countOf(series) === 0 && unknown.length === 0)
    return (
      <Text c="dimmed">Nothing: each is as the template says. Change the series to make this {client.one} differ.</Text>
    );
  return (
    <Stack gap="md" maw={760}>
      {unknown.length > 0 && (
        <Alert color="yellow" p="xs" title="No longer as it was meant">
          The template has no such step any more, or has it itself by now: {unknown.join(', ')}
        </Alert>
      )}
      {(people.length > 0 || changes?.budgetMinutes !== undefined) && (
        <Facts>
          {people.map(([role, memberId]) => (
            <Fact key={role} label={capital(role)}>
              {memberName(memberId)}
            </Fact>
          ))}
          <Fact label="Hours">{changes?.budgetMinutes !== undefined && sayMinutes(changes.budgetMinutes)}</Fact>
        </Facts>
      )}
      {!isSame(differences) && <Differences diff={differences} />}
    </Stack>
  );
}
