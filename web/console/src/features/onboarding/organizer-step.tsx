import { Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { organizerColumns } from '../../components/organizer-columns.tsx';
import { OrganizerForm } from '../../components/organizer-form.tsx';
import { NotYet } from '../../components/not-yet.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { peopleQuery } from '../../lib/client-people.ts';
import { useToday } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { organizersQuery } from '../../lib/organizers.ts';
import { questionnairesQuery, useTakeOver } from '../../lib/questionnaires.ts';
import type { StepProps } from './step-props.ts';

/** The shipped questionnaire for a new client. */
const usual = 'new-client-intake';

/** The new client is asked about themselves; what they answer goes into their record when it is accepted. */
export function OrganizerStep({ clientId, mayEdit }: StepProps) {
  const list = useInfiniteQuery(organizersQuery({ clientId }));
  const [people, questionnaires] = [useQuery(peopleQuery(clientId)), useQuery(questionnairesQuery)];
  const queries = useQueryClient();
  const navigate = useNavigate();
  const today = useToday();
  const take = useTakeOver();
  const rows = list.data?.pages.flatMap(({ items }) => items).filter(({ status }) => status !== 'cancelled');
  if (!rows || !people.data || !questionnaires.data) return <NotYet reads={[list, people, questionnaires]} rows={3} />;
  if (rows.length > 0)
    return (
      <RowTable
        label="Organizers"
        rows={rows}
        columns={organizerColumns(today)}
        idOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/organizers/$organizerId', params: { organizerId: id } })}
      />
    );
  if (!mayEdit) return <Text c="dimmed">Nothing was asked yet.</Text>;
  if (!questionnaires.data.some(({ key }) => key === usual))
    return (
      <Stack gap="sm" align="flex-start">
        <Text>The questionnaire for a new client comes with Firmament. Take it over once; it is yours to change.</Text>
        <Button
          loading={take.isPending}
          onClick={() =>
            take.mutate(usual, {
              onSuccess: ({ content: _, ...head }) =>
                queries.setQueryData(questionnairesQuery.queryKey, (before = []) => [...before, head]),
              onError: tellTrouble,
            })
          }
        >
          Take over the questionnaire
        </Button>
      </Stack>
    );
  return (
    <OrganizerForm
      clientId={clientId}
      jobId={undefined}
      people={people.data}
      questionnaires={questionnaires.data}
      before={[]}
      usual={usual}
      onMade={() => void queries.invalidateQueries({ queryKey: organizersQuery({ clientId }).queryKey })}
    />
  );
}
