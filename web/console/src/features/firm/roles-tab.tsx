import { Alert, Button, EmptyState, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useUnsaved } from '../../components/unsaved.tsx';
import { isTyped } from '../../lib/forms.ts';
import { useMemberName, useTeam } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { templatesQuery } from '../../lib/templates.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { capital, useWords } from '../../lib/words.ts';
import { askedQuery, firmRolesQuery, useFirmRoles } from './firm-roles.ts';
import { filledBy, type Line, linesOf } from './role-lines.ts';

/** Who does something for the whole firm: what a template says as `firm.coordinator`. */
export function RolesTab() {
  const { data, error, isLoadingError, isPending, refetch } = useQuery(firmRolesQuery);
  const { data: templates } = useQuery(templatesQuery);
  const { data: asked = [] } = useQuery(askedQuery(templates));
  const { client } = useWords();
  if (isPending) return <RowSkeleton rows={3} />;
  if (isLoadingError) return <Trouble error={error} onRetry={() => void refetch()} />;
  const lines = linesOf(data.people, new Map(asked));
  const open = lines.filter(({ memberId }) => memberId === undefined);
  return (
    <Stack gap="lg" maw={880}>
      <Text c="dimmed" size="sm">
        Who does something for the whole firm, whichever {client.one} it is for. Templates ask for them as in
        firm.coordinator.
      </Text>
      {open.length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle />} title="Held by nobody">
          {open.map(({ role }) => capital(role)).join(', ')}: until someone is chosen, these tasks go to whoever leads
          the work for the {client.one}.
        </Alert>
      )}
      {lines.length === 0 ? (
        <EmptyState
          py="lg"
          icon={<IconUsers stroke={1.5} />}
          title="Nobody does anything for the whole firm"
          description="Add a role that your templates ask for, and say who holds it."
        />
      ) : (
        <Roles lines={lines} mayEdit={data.can.edit} />
      )}
      {data.can.edit && <NewRole lines={lines} />}
    </Stack>
  );
}

function useHolder() {
  const { mutate, mutateAsync } = useFirmRoles();
  const name = useMemberName();
  return (role: string, memberId: string | undefined, before: string | undefined, onSuccess?: () => void) => {
    const said = memberId === undefined ? `Nobody is ${role} now` : `${name(memberId)} is ${role} now`;
    mutate((people) => filledBy(people, role, memberId), {
      onSuccess: () => {
        tellUndo(said, () => mutateAsync((people) => filledBy(people, role, before)));
        onSuccess?.();
      },
      onError: tellTrouble,
    });
  };
}

/** Who can hold a role, and whoever holds it now though they left. */
function useHolders(now: string | undefined) {
  const team = useTeam();
  return team
    .filter(({ id, status, role }) => id === now || (status === 'active' && role !== 'guest'))
    .map(({ id, name, status }) => ({ value: id, label: status === 'active' ? name : `${name} (no access)` }));
}

function Holder({ line: { role, memberId }, mayEdit }: { line: Line; mayEdit: boolean }) {
  const hold = useHolder();
  const team = useHolders(memberId);
  return (
    <Select
      aria-label={`Who is ${role}`}
      size="xs"
      data={team}
      searchable
      clearable
      placeholder="Nobody"
      disabled={!mayEdit}
      value={memberId ?? null}
      onChange={(next) => hold(role, next ?? undefined, memberId)}
    />
  );
}

function Roles({ lines, mayEdit }: { lines: readonly Line[]; mayEdit: boolean }) {
  const columns: Column<Line>[] = [
    { key: 'role', title: 'Role', width: '30%', render: ({ role }) => capital(role) },
    { key: 'who', title: 'Who', render: (line) => <Holder line={line} mayEdit={mayEdit} /> },
    {
      key: 'templates',
      title: 'Asked for by',
      onWide: true,
      render: ({ templates }) => {
        const said = templates.join(', ');
        return said === '' ? <Text c="dimmed">No template</Text> : <span title={said}>{said}</span>;
      },
    },
  ];
  return <RowTable label="Roles of the firm" rows={lines} columns={columns} idOf={({ role }) => role} />;
}

const isWord = /^[a-z][A-Za-z0-9-]{0,39}$/;

function NewRole({ lines }: { lines: readonly Line[] }) {
  const hold = useHolder();
  const team = useHolders(undefined);
  const form = useForm({
    initialValues: { role: '', memberId: null as string | null },
    validate: {
      role: (role) => {
        if (!isWord.test(role)) return 'A word in small letters, such as intake';
        return lines.some((line) => line.role.toLowerCase() === role.toLowerCase()) ? 'It is in the list' : null;
      },
    },
  });
  useUnsaved(isTyped(form));
  return (
    <form onSubmit={form.onSubmit(({ role, memberId }) => hold(role, memberId!, undefined, () => form.reset()))}>
      <Text fw={500} mb={8}>
        Add a role
      </Text>
      <Group align="flex-start" gap="xs">
        <TextInput
          label="As templates name it"
          placeholder="intake"
          required
          withAsterisk={false}
          w={200}
          {...form.getInputProps('role')}
        />
        <Select
          label="Who"
          data={team}
          searchable
          required
          withAsterisk={false}
          w={240}
          {...form.getInputProps('memberId')}
        />
        <Button type="submit" size="sm" variant="default" mt={20}>
          Add the role
        </Button>
      </Group>
    </form>
  );
}
