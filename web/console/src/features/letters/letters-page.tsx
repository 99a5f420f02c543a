import { Center, EmptyState, SegmentedControl } from '@mantine/core';
import { IconWritingSign } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { letterColumns } from '../../components/letter-columns.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { RowTable } from '../../components/row-table.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { letterStateWords } from '../../lib/letter-words.ts';
import { type LetterState, letterStates, lettersQuery } from '../../lib/letters.ts';
import { useToday } from '../../lib/me.ts';
import { capital, useWords } from '../../lib/words.ts';

const route = getRouteApi('/signed-in/letters');

/** What clients are to sign, by the day it is due; or what has become of other letters. */
export function LettersPage() {
  const { state = 'out' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHead mb="sm" title="Letters" />
      <SegmentedControl
        aria-label="Which"
        size="xs"
        mb="xs"
        maw="100%"
        style={{ overflowX: 'auto' }}
        data={letterStates.map((value) => ({ value, label: letterStateWords[value] }))}
        value={state}
        onChange={(value) => void navigate({ search: value === 'out' ? {} : { state: value }, replace: true })}
      />
      <Listed key={state} state={state} />
    </>
  );
}

function Listed({ state }: { state: LetterState }) {
  const list = useInfiniteQuery(lettersQuery({ state }));
  const { client } = useWords();
  const today = useToday();
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton />;
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && !list.hasNextPage)
    return (
      <Center>
        <EmptyState
          py="xl"
          icon={<IconWritingSign stroke={1.5} />}
          title={state === 'out' ? 'Nothing waits to be signed' : 'There are none'}
          description={`Letters are written on the tab Letters of a ${client.one}.`}
        />
      </Center>
    );
  return (
    <>
      <RowTable
        label="Letters"
        rows={rows}
        columns={letterColumns({ today, clientWord: capital(client.one) })}
        idOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/letters/$letterId', params: { letterId: id } })}
      />
      <MoreRows list={list} />
    </>
  );
}
