import { Select, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { requestColumns } from '../../components/request-columns.tsx';
import { RequestForm } from '../../components/request-form.tsx';
import { NotYet } from '../../components/not-yet.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { useLeave } from '../../components/unsaved.tsx';
import { peopleQuery } from '../../lib/client-people.ts';
import { useToday } from '../../lib/me.ts';
import { requestsQuery } from '../../lib/requests.ts';
import { readyLists, readyValues } from './ready-lists.ts';
import type { StepProps } from './step-props.ts';

/** Papers that the firm needs to begin: from a ready list, changed as one likes. */
export function RequestStep({ clientId, mayEdit }: StepProps) {
  const list = useInfiniteQuery(requestsQuery({ clientId }));
  const people = useQuery(peopleQuery(clientId));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const today = useToday();
  const [begins, setBegins] = useState('business');
  const leave = useLeave();
  const rows = list.data?.pages.flatMap(({ items }) => items).filter(({ status }) => status !== 'cancelled');
  const known = people.data;
  if (!rows || !known) return <NotYet reads={[list, people]} rows={3} />;
  const contactName = (contactId: string) => known.find((one) => one.id === contactId)?.name ?? '…';
  if (rows.length > 0)
    return (
      <RowTable
        label="Requests"
        rows={rows}
        columns={requestColumns({ today, contactName })}
        idOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/requests/$requestId', params: { requestId: id } })}
      />
    );
  if (!mayEdit) return <Text c="dimmed">Nothing was asked yet.</Text>;
  return (
    <Stack gap="md">
      <Select
        label="Begin with"
        maw={320}
        data={readyLists}
        value={begins}
        allowDeselect={false}
        onChange={(one) => one && one !== begins && leave(() => setBegins(one))}
      />
      <RequestForm
        key={begins}
        clientId={clientId}
        jobId={undefined}
        people={known}
        ready={readyValues(begins)}
        onMade={() => void queries.invalidateQueries({ queryKey: requestsQuery({ clientId }).queryKey })}
      />
    </Stack>
  );
}
