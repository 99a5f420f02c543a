import { Button, Center, EmptyState, Tabs } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClipboardText, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { type Column, RowTable } from '../../components/row-table.tsx';
import { TabList } from '../../components/tab-list.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useIsLead } from '../../lib/me.ts';
import { type QuestionnaireHead, questionnairesQuery } from '../../lib/questionnaires.ts';
import { Library } from './library.tsx';
import { NewQuestionnaire } from './new-questionnaire.tsx';
import { QuestionnaireState } from './state.tsx';

const route = getRouteApi('/signed-in/questionnaires');

const columns: readonly Column<QuestionnaireHead>[] = [
  {
    key: 'name',
    title: 'Name',
    render: ({ id, name }) => (
      <Link to="/questionnaires/$questionnaireId" params={{ questionnaireId: id }} tabIndex={-1} title={name}>
        {name}
      </Link>
    ),
    order: ({ name }) => name,
  },
  { key: 'state', title: 'State', width: 230, render: (one) => <QuestionnaireState questionnaire={one} /> },
  {
    key: 'questions',
    title: 'Questions',
    width: 100,
    align: 'right',
    render: ({ questions }) => questions,
    onWide: true,
  },
  { key: 'changed', title: 'Changed', width: 130, render: ({ changedAt }) => <Day of={changedAt} />, onWide: true },
];

function List() {
  const list = useQuery(questionnairesQuery);
  const navigate = useNavigate();
  if (list.isPending) return <RowSkeleton />;
  if (list.isLoadingError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.length === 0)
    return (
      <Center>
        <EmptyState
          py="xl"
          icon={<IconClipboardText stroke={1.5} />}
          title="No questionnaires yet"
          description="What the firm asks its clients each year will be listed here. Take one over from the library to begin, or write one."
        >
          <EmptyState.Actions>
            <Button renderRoot={(props) => <Link to="/questionnaires" search={{ tab: 'library' }} {...props} />}>
              Look at the library
            </Button>
          </EmptyState.Actions>
        </EmptyState>
      </Center>
    );
  return (
    <RowTable
      label="Questionnaires"
      rows={list.data}
      columns={columns}
      idOf={({ id }) => id}
      onOpen={({ id }) => void navigate({ to: '/questionnaires/$questionnaireId', params: { questionnaireId: id } })}
    />
  );
}

export function QuestionnairesPage() {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const isLead = useIsLead();
  const [isAdding, adding] = useDisclosure();
  return (
    <>
      <PageHead mb="xs" title="Questionnaires">
        {isLead && (
          <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
            New questionnaire
          </Button>
        )}
      </PageHead>
      <Tabs
        value={tab ?? 'own'}
        onChange={(to) => void navigate({ search: to === 'library' ? { tab: 'library' } : {}, replace: true })}
      >
        <TabList mb="sm">
          <Tabs.Tab value="own">Yours</Tabs.Tab>
          <Tabs.Tab value="library">Library</Tabs.Tab>
        </TabList>
        <Tabs.Panel value="own">
          <List />
        </Tabs.Panel>
        <Tabs.Panel value="library">
          <Library />
        </Tabs.Panel>
      </Tabs>
      {isAdding && <NewQuestionnaire onClose={adding.close} />}
    </>
  );
}
