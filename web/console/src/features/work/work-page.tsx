import { Button, Group, Select, Tabs, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { PageHead } from '../../components/page-head.tsx';
import { TabList } from '../../components/tab-list.tsx';
import { useMe, useTeam } from '../../lib/me.ts';
import { beginJob } from '../../lib/new-job.ts';
import { useWords } from '../../lib/words.ts';
import { reviewsQuery, workQuery } from './requests.ts';
import { WorkList } from './work-list.tsx';
import { WorkPeek } from './work-peek.tsx';

const route = getRouteApi('/signed-in/work');

export function WorkPage() {
  const { tab, whose, peek } = route.useSearch();
  const navigate = route.useNavigate();
  const { member } = useMe();
  const { job, task } = useWords();
  const team = useTeam().filter(({ id, status, role }) => id !== member.id && status === 'active' && role !== 'guest');
  const of = whose ?? member.id;
  const show = (more: { peek?: string | undefined; whose?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace: true });
  const onPeek = (one: string | undefined) => show({ peek: one });
  const people = [
    { value: member.id, label: 'Me' },
    ...team.map(({ id, name }) => ({ value: id, label: name })),
    { value: 'nobody', label: 'Nobody yet' },
    { value: 'everyone', label: 'Everyone' },
  ];
  return (
    <>
      <PageHead mb="xs" title={of === member.id ? 'My work' : 'Work'}>
        {member.role !== 'guest' && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => beginJob()}>
            New {job.one}
          </Button>
        )}
      </PageHead>
      <Tabs
        value={tab ?? 'work'}
        onChange={(to) => void navigate({ search: to === 'reviews' ? { tab: 'reviews' } : {}, replace: true })}
      >
        <TabList>
          <Tabs.Tab value="work">To do</Tabs.Tab>
          <Tabs.Tab value="reviews">To review</Tabs.Tab>
        </TabList>
        <Tabs.Panel value="work" pt="sm">
          <Select
            aria-label="Whose work"
            size="xs"
            w={200}
            mb={4}
            data={people}
            value={of}
            allowDeselect={false}
            searchable
            onChange={(id) => show({ whose: id === null || id === member.id ? undefined : id, peek: undefined })}
          />
          <WorkList
            key={of}
            label="Work"
            query={workQuery(of)}
            withWho={of === 'everyone'}
            empty={{
              title: of === member.id ? 'Nothing to do' : 'Nothing here',
              description: `Each ${task.one} that is given to ${of === member.id ? 'you' : 'them'} will be listed by its day.`,
            }}
            peek={peek}
            onPeek={onPeek}
          />
        </Tabs.Panel>
        <Tabs.Panel value="reviews" pt="sm">
          <WorkList
            label="Reviews"
            query={reviewsQuery}
            withWho
            empty={{ title: 'Nothing to review', description: 'What is ready to be looked over will be listed here.' }}
            peek={peek}
            onPeek={onPeek}
          />
        </Tabs.Panel>
      </Tabs>
      <Group mt="sm" visibleFrom="sm">
        <Text size="xs" c="dimmed">
          Arrows move, x completes, → peeks, Enter opens, space selects, ? shows every key
        </Text>
      </Group>
      <WorkPeek peek={peek} onClose={() => onPeek(undefined)} />
    </>
  );
}
