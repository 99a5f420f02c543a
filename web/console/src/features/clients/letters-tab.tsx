import { Button, EmptyState, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconWritingSign } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { letterColumns } from '../../components/letter-columns.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { NewLetter } from '../../components/new-letter.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { lettersQuery } from '../../lib/letters.ts';
import { useToday } from '../../lib/me.ts';
import { useWords } from '../../lib/words.ts';
import type { Client } from '../../lib/clients.ts';

/** What the client is to sign, and has signed. */
export function LettersTab({ client: { id, can } }: { client: Client }) {
  const list = useInfiniteQuery(lettersQuery({ clientId: id }));
  const [isAdding, adding] = useDisclosure();
  const { client, letter } = useWords();
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton rows={3} />;
  if (list.isError && !list.isRefetchError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  const open = (letterId: string) => void navigate({ to: '/letters/$letterId', params: { letterId } });
  const begin = can.edit && (
    <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
      New {letter.one}
    </Button>
  );
  const dialog = isAdding && <NewLetter clientId={id} onClose={adding.close} onMade={(made) => open(made.id)} />;
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <EmptyState
        py="lg"
        icon={<IconWritingSign stroke={1.5} />}
        title="Nothing was sent to be signed yet"
        description={`What this ${client.one} is to read and sign will be listed here, with who has signed it.`}
      >
        <EmptyState.Actions>{begin}</EmptyState.Actions>
        {dialog}
      </EmptyState>
    );
  return (
    <>
      <RowTable
        label="Letters"
        rows={rows}
        columns={letterColumns({ today })}
        idOf={(one) => one.id}
        onOpen={(one) => open(one.id)}
      />
      <MoreRows list={list} />
      <Group mt="sm">{begin}</Group>
      {dialog}
    </>
  );
}
