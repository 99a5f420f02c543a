import { Button, Group, Select, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { ClientSelect } from '../../components/client-select.tsx';
import { capital, useWords } from '../../lib/words.ts';
import type { OfClient } from './hand-over-wish.ts';
import { TakeAway } from './take-away.tsx';

type Props = {
  others: readonly OfClient[];
  team: { value: string; label: string }[];
  /** Of whom something is held; nobody knows before the first preview. */
  held: ReadonlySet<string> | undefined;
  onChange: (others: readonly OfClient[]) => void;
};

/** The clients that do not go to whoever gets the rest. */
export function OfClients({ others, team, held, onChange }: Props) {
  const { client } = useWords();
  const [isAdding, setAdding] = useState(false);
  const [fault, setFault] = useState<string>();
  const add = (chosen: OfClient['client'] | undefined) => {
    if (!chosen) return setFault(undefined);
    if (held && !held.has(chosen.id)) return setFault(`Nothing is held of ${chosen.name}`);
    setFault(undefined);
    setAdding(false);
    onChange([...others.filter((one) => one.client.id !== chosen.id), { client: chosen, to: null }]);
  };
  const give = (id: string, to: string | null) =>
    onChange(others.map((one) => (one.client.id === id ? { ...one, to } : one)));
  return (
    <Stack gap="xs">
      {others.map(({ client: { id, name }, to }) => (
        <Group key={id} gap="xs" wrap="nowrap" align="flex-end">
          <Select
            label={`Everything of ${name} goes to`}
            data={team}
            searchable
            flex={1}
            value={to}
            onChange={(next) => give(id, next)}
          />
          <Group h={36}>
            <TakeAway
              label={`Leave ${name} with the rest`}
              onClick={() => onChange(others.filter((one) => one.client.id !== id))}
            />
          </Group>
        </Group>
      ))}
      {isAdding ? (
        <ClientSelect label={capital(client.one)} value={undefined} onChange={add} error={fault} />
      ) : (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => setAdding(true)}
        >
          Give a {client.one} to someone else
        </Button>
      )}
    </Stack>
  );
}
