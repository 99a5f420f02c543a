import { Badge, Button, Group, Stack, TagsInput, Text, Textarea, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { Day } from '../../components/day.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { useMemberName } from '../../lib/me.ts';
import { tellTrouble } from '../../lib/notices.ts';
import { type Conflict, conflictsQuery, useSearch } from './requests.ts';
import { decisionWords } from './words.ts';

const route = getRouteApi('/signed-in/conflicts');

export function ConflictsPage() {
  const list = useInfiniteQuery(conflictsQuery);
  const memberName = useMemberName();
  const navigate = useNavigate();
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: Column<Conflict>[] = [
    {
      key: 'names',
      title: 'Names',
      width: '40%',
      render: ({ id, names }) => (
        <Link to="/conflicts/$conflictId" params={{ conflictId: id }} tabIndex={-1}>
          {names.join(', ')}
        </Link>
      ),
    },
    {
      key: 'decision',
      title: 'Decision',
      width: 130,
      render: ({ decision }) =>
        decision ? (
          <Badge color={decisionWords[decision].colour}>{decisionWords[decision].title}</Badge>
        ) : (
          <Text span size="sm" c="dimmed">
            Open
          </Text>
        ),
    },
    { key: 'by', title: 'Searched by', render: ({ searchedBy }) => memberName(searchedBy), onWide: true },
    { key: 'at', title: 'When', width: 120, render: ({ searchedAt }) => <Day of={searchedAt} />, onWide: true },
  ];
  return (
    <Stack gap="md">
      <PageHead title="Conflicts" />
      <NewSearch />
      {rows.length > 0 && (
        <>
          <Title order={2}>Searched before</Title>
          <RowTable
            label="Conflict searches"
            rows={rows}
            columns={columns}
            idOf={({ id }) => id}
            onOpen={({ id }) => void navigate({ to: '/conflicts/$conflictId', params: { conflictId: id } })}
          />
          <MoreRows list={list} />
        </>
      )}
    </Stack>
  );
}

function NewSearch() {
  const { names: given = '', clientId } = route.useSearch();
  const [names, setNames] = useState(given === '' ? [] : [given]);
  const [note, setNote] = useState('');
  const search = useSearch();
  const navigate = useNavigate();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    search.mutate(
      { names, ...(note.trim() && { note }), ...(clientId && { clientId }) },
      {
        onSuccess: ({ id }) => void navigate({ to: '/conflicts/$conflictId', params: { conflictId: id } }),
        onError: tellTrouble,
      },
    );
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm" maw={640}>
        <TagsInput
          label="Names to look for"
          description="The client to be, its owners, their spouses and companies, who is on the other side. Enter after each"
          maxTags={20}
          acceptValueOnBlur
          splitChars={[';']}
          value={names}
          onChange={setNames}
        />
        <Textarea
          label="What it is about"
          autosize
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Group>
          <Button
            type="submit"
            leftSection={<IconSearch size={16} />}
            disabled={names.length === 0}
            loading={search.isPending}
          >
            Search for conflicts
          </Button>
          <Text size="sm" c="dimmed">
            What is found is kept as a report with its date.
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
