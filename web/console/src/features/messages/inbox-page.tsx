import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { PageHead } from '../../components/page-head.tsx';
import { ThreadList } from '../../components/thread-list.tsx';
import { useMe } from '../../lib/me.ts';
import { threadWords } from '../../lib/thread-words.ts';
import type { ThreadState } from '../../lib/threads.ts';
import { capital, useWords } from '../../lib/words.ts';

const route = getRouteApi('/signed-in/messages');
const states: readonly ThreadState[] = ['waits-for-us', 'waits-for-them', 'closed'];

/** What waits for an answer of the firm, who has waited longest first; and what waits for clients, or is closed. */
export function InboxPage() {
  const { whose = 'everyone', state = 'waits-for-us' } = route.useSearch();
  const navigate = route.useNavigate();
  const { member } = useMe();
  const { client } = useWords();
  const isMine = whose === 'mine';
  const which = { state, ...(isMine && { assignedTo: member.id }) };
  const isWaiting = state === 'waits-for-us';
  return (
    <>
      <PageHead mb="sm" title="Inbox">
        {member.role !== 'guest' && (
          <Button
            leftSection={<IconPlus size={16} />}
            renderRoot={(props) => <Link to="/messages/new" search={{}} {...props} />}
          >
            New conversation
          </Button>
        )}
      </PageHead>
      <Group gap="xs" mb="xs">
        <SegmentedControl
          aria-label="Which"
          size="xs"
          data={states.map((one) => ({ value: one, label: threadWords(one, client.one).says }))}
          value={state}
          onChange={(value) =>
            void navigate({
              search: (before) => ({ ...before, state: value === 'waits-for-us' ? undefined : (value as ThreadState) }),
              replace: true,
            })
          }
        />
        <SegmentedControl
          aria-label="Whose"
          size="xs"
          data={[
            { value: 'everyone', label: 'Everyone’s' },
            { value: 'mine', label: 'Mine' },
          ]}
          value={whose}
          onChange={(value) =>
            void navigate({
              search: (before) => ({ ...before, whose: value === 'mine' ? ('mine' as const) : undefined }),
              replace: true,
            })
          }
        />
      </Group>
      <ThreadList
        key={state + whose}
        which={which}
        clientWord={capital(client.one)}
        none={{
          title: isWaiting ? 'Nobody waits for an answer' : 'Nothing here',
          description: isWaiting
            ? `What a ${client.one} writes, on their page or by mail, is listed here until it is answered.`
            : 'Conversations in this state will be listed here.',
        }}
      />
    </>
  );
}
