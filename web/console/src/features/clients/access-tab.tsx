import { Alert, Button, Group, MultiSelect, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { AccessInput, AccessView } from '../../../../../functions/walls/access.ts';
import { Day } from '../../components/day.tsx';
import { OvertakenAlert } from '../../components/overtaken-alert.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { isTyped, showErrors } from '../../lib/forms.ts';
import { put, read, remove } from '../../lib/http.ts';
import { useMemberName, useTeam } from '../../lib/me.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { useOvertaken } from '../../lib/overtaken.ts';
import { tellUndo } from '../../lib/undo.tsx';
import type { Client } from '../../lib/clients.ts';

type Access = z.output<typeof AccessView>;
const accessQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['clients', clientId, 'access'],
    queryFn: () => read<Access>(`/v1/clients/${clientId}/access`),
  });

/** Who of the team may see this client; it acts with everyone's next click. */
export function AccessTab({ client }: { client: Client }) {
  const { data, error, isLoadingError, isPending, refetch } = useQuery(accessQuery(client.id));
  if (isPending) return <Skeleton h={120} />;
  if (isLoadingError) return <Trouble error={error} onRetry={() => void refetch()} />;
  return (
    <Stack gap="md" maw={640}>
      <Standing access={data} />
      <Choose access={data} />
    </Stack>
  );
}

function Standing({ access }: { access: Access }) {
  const memberName = useMemberName();
  if (!access.walled)
    return (
      <Alert color="gray" icon={<IconLockOpen />}>
        Everyone in the team who may see clients sees this one.
      </Alert>
    );
  return (
    <Alert color="yellow" icon={<IconLock />} title="There is a wall around this client">
      {access.only && <Text size="sm">Only {access.only.map(memberName).join(', ')}</Text>}
      {access.deny && <Text size="sm">Not {access.deny.map(memberName).join(', ')}</Text>}
      <Text size="sm">
        {access.reason}. {memberName(access.setBy)}, {access.setAt && <Day of={access.setAt} />}
      </Text>
    </Alert>
  );
}

const valuesOf = ({ only = [], deny = [], reason = '' }: Access) => ({ only: [...only], deny: [...deny], reason });

function Choose({ access }: { access: Access }) {
  const queries = useQueryClient();
  const team = useTeam()
    .filter(({ status }) => status === 'active')
    .map(({ id, name }) => ({ value: id, label: name }));
  const path = `/v1/clients/${access.clientId}/access`;
  const refresh = () => queries.invalidateQueries({ queryKey: accessQuery(access.clientId).queryKey });
  const form = useForm({ initialValues: valuesOf(access) });
  const { began, saved, overtaken } = useOvertaken(access, valuesOf, form);
  useUnsaved(isTyped(form));
  const choose = useMutation({
    mutationFn: (lists: z.input<typeof AccessInput>) => put<Access>(path, lists, began.version),
    onSettled: refresh,
  });
  /** As it was; refused where someone has put up another since. */
  const putBack = async ({ only, deny, reason = '', version }: Access) => {
    await put<Access>(path, { ...(only && { only }), ...(deny && { deny }), reason }, version + 1);
    await refresh();
  };
  const lift = useMutation({
    mutationFn: () => remove(path, access.version),
    onSuccess: () => {
      void refresh();
      tellUndo('The wall is down: everyone sees this client with their next click', () => putBack(access));
    },
    onError(error) {
      void refresh();
      tellTrouble(error);
    },
  });
  const send = ({ only, deny, reason }: typeof form.values) =>
    choose.mutate(
      { ...(only.length > 0 && { only }), ...(deny.length > 0 && { deny }), reason },
      {
        onSuccess(changed) {
          saved(changed);
          tell('It acts with everyone’s next click');
        },
        onError: (error) => showErrors(form, error),
      },
    );
  const isEmpty = form.values.only.length + form.values.deny.length === 0;
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack gap="sm">
        <MultiSelect
          label="Only these people"
          description="Empty: everyone"
          data={team}
          searchable
          {...form.getInputProps('only')}
        />
        <MultiSelect label="But not these" data={team} searchable {...form.getInputProps('deny')} />
        <Textarea label="Reason" required withAsterisk={false} autosize {...form.getInputProps('reason')} />
        <OvertakenAlert of={overtaken} />
        <Group>
          <Button type="submit" disabled={isEmpty} loading={choose.isPending}>
            Put up the wall
          </Button>
          {access.walled && (
            <Button variant="default" loading={lift.isPending} onClick={() => lift.mutate()}>
              Open it to all
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
