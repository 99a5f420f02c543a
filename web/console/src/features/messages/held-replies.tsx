import { Alert, Box, Button, Group, Text } from '@mantine/core';
import { IconMailQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Day } from '../../components/day.tsx';
import { tellTrouble } from '../../lib/notices.ts';
import { type HeldReply, heldRepliesQuery, type Thread, useThreadAct } from '../../lib/threads.ts';
import { useWords } from '../../lib/words.ts';
import { Files } from './files.tsx';
import { usePersonName } from './people.ts';

/** What came by mail and may not be the person's: it is theirs only once someone says so. */
export function HeldReplies({ thread }: { thread: Thread }) {
  const { data } = useQuery({ ...heldRepliesQuery(thread.id), enabled: (thread.heldReplies ?? 0) > 0 });
  const open = data?.items.filter(({ decided }) => decided === undefined) ?? [];
  return open.map((reply) => <Held key={reply.id} thread={thread} reply={reply} />);
}

function Held({ thread, reply }: { thread: Thread; reply: HeldReply }) {
  const { mutate, isPending } = useThreadAct(thread.id);
  const personName = usePersonName(thread.clientId);
  const { client } = useWords();
  const name = personName(reply.contactId);
  const decide = (as: 'accept' | 'discard') => mutate({ reply: reply.id, as }, { onError: tellTrouble });
  return (
    <Box component="section" aria-label={`Held reply from ${reply.from}`}>
      <Alert color="yellow" icon={<IconMailQuestion size={18} />} title={`Is this from ${name}?`}>
        <Text size="sm">
          {reply.why}: {reply.from}, <Day of={reply.at} withTime />. No {client.one} sees it yet.
        </Text>
        <Text my="xs" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {reply.text}
        </Text>
        <Files files={reply.files} leftOut={reply.leftOut} />
        {thread.can.write && (
          <Group gap="xs" mt="sm">
            <Button variant="default" loading={isPending} onClick={() => decide('accept')}>
              It is from {name}
            </Button>
            <Button variant="subtle" color="gray" disabled={isPending} onClick={() => decide('discard')}>
              Throw it away
            </Button>
          </Group>
        )}
      </Alert>
    </Box>
  );
}
