import { Button, Menu, Stack, Table, Tabs, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Day } from '../../components/day.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { TabList } from '../../components/tab-list.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useMemberName } from '../../lib/me.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { type Questionnaire, questionnaireQuery } from '../../lib/questionnaires.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { Editor } from './editor.tsx';
import { FaultSummary } from './fault-summary.tsx';
import { NewQuestionnaire } from './new-questionnaire.tsx';
import type { questionnaireTabs } from './place.ts';
import { Preview } from './preview.tsx';
import { useQuestionnaire, versionsQuery } from './requests.ts';
import { QuestionnaireState } from './state.tsx';

const route = getRouteApi('/signed-in/questionnaires/$questionnaireId');
type Tab = (typeof questionnaireTabs)[number];

export function QuestionnairePage() {
  const { questionnaireId } = route.useParams();
  const { data, error, refetch } = useQuery(questionnaireQuery(questionnaireId));
  if (error && !data) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton rows={10} />;
  // A copy opens in the place of what it was made of.
  return <Shown key={data.id} questionnaire={data} />;
}

function Acts({ questionnaire }: { questionnaire: Questionnaire }) {
  const { can, status, isChanged, latest, name, faults } = questionnaire;
  const { release, withdraw, restore } = useQuestionnaire(questionnaire);
  const [isCopying, copying] = useDisclosure();
  if (!can.edit) return null;
  if (status === 'withdrawn')
    return (
      <Button variant="default" onClick={() => restore.mutate(undefined, { onError: tellTrouble })}>
        Restore
      </Button>
    );
  const takeAway = () =>
    withdraw.mutate(undefined, {
      onSuccess: () => tellUndo(`${name} is withdrawn`, () => restore.mutateAsync()),
      onError: tellTrouble,
    });
  const isBroken = faults.some(({ weight }) => weight === 'error');
  return (
    <>
      {isChanged && (
        <Button
          disabled={isBroken}
          loading={release.isPending}
          onClick={() =>
            release.mutate(undefined, {
              onSuccess: () => tell(`Version ${latest + 1} is asked from now on`),
              onError: tellTrouble,
            })
          }
        >
          Release version {latest + 1}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default">More</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={copying.open}>Copy it under another name</Menu.Item>
          <Menu.Item onClick={takeAway}>Withdraw: no more organizers are made of it</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isCopying && <NewQuestionnaire of={questionnaire} onClose={copying.close} />}
    </>
  );
}

function Shown({ questionnaire }: { questionnaire: Questionnaire }) {
  const { tab = 'preview' } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (to: string | null) =>
    void navigate({ search: to === 'preview' ? {} : { tab: to as Tab }, replace: true });
  return (
    <Stack gap="md">
      <PageHead title={questionnaire.name} beside={<QuestionnaireState questionnaire={questionnaire} />}>
        <Acts questionnaire={questionnaire} />
      </PageHead>
      <Tabs value={tab} onChange={go} keepMounted={false}>
        <TabList>
          <Tabs.Tab value="preview">What it asks</Tabs.Tab>
          {questionnaire.can.edit && <Tabs.Tab value="edit">Edit</Tabs.Tab>}
          <Tabs.Tab value="versions">Versions</Tabs.Tab>
        </TabList>
        <Tabs.Panel value="preview" pt="md">
          {questionnaire.can.edit && <FaultSummary questionnaire={questionnaire} />}
          <Preview content={questionnaire.content} />
        </Tabs.Panel>
        <Tabs.Panel value="edit" pt="md">
          {questionnaire.can.edit && <Editor key={questionnaire.id} questionnaire={questionnaire} />}
        </Tabs.Panel>
        <Tabs.Panel value="versions" pt="md">
          <Versions id={questionnaire.id} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Versions({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(versionsQuery(id));
  const memberName = useMemberName();
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <RowSkeleton rows={3} />;
  if (data.length === 0) return <Text c="dimmed">Nothing was released yet.</Text>;
  return (
    <Table aria-label="Versions" maw={640}>
      <Table.Tbody>
        {data.map(({ n, releasedAt, by, note }) => (
          <Table.Tr key={n}>
            <Table.Td>Version {n}</Table.Td>
            <Table.Td>
              <Day of={releasedAt} withTime />
            </Table.Td>
            <Table.Td>{memberName(by)}</Table.Td>
            <Table.Td>{note}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
