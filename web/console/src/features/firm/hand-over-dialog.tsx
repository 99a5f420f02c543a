import { Alert, Button, Checkbox, Group, Modal, ScrollArea, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { type Member, useMe, useMemberName, useTeam } from '../../lib/me.ts';
import { messageOf } from '../../lib/problem.ts';
import { useWords } from '../../lib/words.ts';
import { type ByRole, type Given, heldClients, heldRoles, type OfClient, wishOf } from './hand-over-wish.ts';
import { useHandOver, useHandOverPreview } from './hand-over.ts';
import { OfClients } from './hand-over-clients.tsx';
import { OfRoles } from './hand-over-roles.tsx';

type Props = { member: Member; opened: boolean; onClose: () => void };

export const HandOverDialog = ({ member, opened, onClose }: Props) => (
  <Modal opened={opened} onClose={onClose} title={`Hand over what ${member.name} holds`} size="xl">
    <HandOver member={member} onClose={onClose} />
  </Modal>
);

type Words = ReturnType<typeof useWords>;

const sayPart = (part: string, words: Words): string =>
  part === 'responsible' || part === 'manager' ? words[part].one : part;

function partsOf({ moves, stays }: Given, name: (id: string) => string, words: Words): string[] {
  const say = (part: string) => sayPart(part, words);
  return [
    ...moves.map(({ part, to }) => `${say(part)} → ${name(to)}`),
    ...stays.map(({ part, why }) => `${say(part)} stays: ${why}`),
  ];
}

function HandOver({ member, onClose }: Omit<Props, 'opened'>) {
  const me = useMe().member;
  const name = useMemberName();
  const words = useWords();
  const team = useTeam().filter(({ id, status, role }) => id !== member.id && status === 'active' && role !== 'guest');
  const [to, setTo] = useState<string | null>(null);
  const [others, setOthers] = useState<readonly OfClient[]>([]);
  const [roles, setRoles] = useState<ByRole>({});
  const [endAccess, setEnd] = useState(me.role === 'admin' && member.can.disable);
  const preview = useHandOverPreview(member.id);
  const start = useHandOver(member.id);
  const { data } = preview;
  const [held, setHeld] = useState<{ clients: ReadonlySet<string>; roles: readonly string[] }>();
  const choose = (next: string | null, nextOthers = others, nextRoles = roles) => {
    setTo(next);
    setOthers(nextOthers);
    setRoles(nextRoles);
    if (!next) return;
    preview.mutate(wishOf(next, nextOthers, nextRoles), {
      onSuccess: ({ items }) => setHeld({ clients: heldClients(items), roles: heldRoles(items) }),
    });
  };
  const choices = team.map(({ id, name: label }) => ({ value: id, label }));
  const error = start.error ?? preview.error;
  const columns: Column<Given>[] = [
    { key: 'label', title: 'What', width: '45%', render: ({ label }) => label },
    { key: 'parts', title: 'What happens', render: (given) => partsOf(given, name, words).join(', ') },
  ];
  return (
    <Stack gap="sm">
      <Select
        label={others.length + Object.keys(roles).length > 0 ? 'Everything else goes to' : 'Everything goes to'}
        data={choices}
        searchable
        data-autofocus
        value={to}
        onChange={(next) => choose(next)}
      />
      {to && held && (
        <OfRoles
          held={held.roles}
          roles={roles}
          team={choices}
          say={(role) => sayPart(role, words)}
          onChange={(next) => choose(to, others, next)}
        />
      )}
      {to && <OfClients others={others} team={choices} held={held?.clients} onChange={(next) => choose(to, next)} />}
      {error && (
        <Alert color="red" role="alert" p="xs">
          {messageOf(error)}
        </Alert>
      )}
      {data && (
        <>
          <Text size="sm">
            {data.total.moves} parts go over
            {data.total.stays > 0 && `, ${data.total.stays} cannot and stay`}
            {data.hidden.moves + data.hidden.stays > 0 &&
              `; ${data.hidden.moves + data.hidden.stays} of them in what you may not see`}
            .
          </Text>
          <ScrollArea.Autosize mah={320} viewportProps={{ tabIndex: 0 }}>
            <RowTable
              label="What goes to whom"
              rows={data.items}
              columns={columns}
              idOf={({ kind, id }) => `${kind} ${id}`}
            />
          </ScrollArea.Autosize>
        </>
      )}
      {member.can.disable && (
        <Checkbox
          size="xs"
          label={`End the access of ${member.name} at once`}
          disabled={me.role !== 'admin'}
          checked={endAccess}
          onChange={({ currentTarget }) => setEnd(currentTarget.checked)}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={!data || !to}
          loading={start.isPending || preview.isPending}
          onClick={() =>
            start.mutate({ ...wishOf(to!, others, roles), digest: data!.digest, endAccess }, { onSuccess: onClose })
          }
        >
          Hand over {data ? `${data.total.moves} parts` : ''}
        </Button>
      </Group>
    </Stack>
  );
}
