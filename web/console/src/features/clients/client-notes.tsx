import { Box, Button, Group, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Day } from '../../components/day.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useMemberName } from '../../lib/me.ts';
import { useUnsaved } from '../../components/unsaved.tsx';
import { tellTrouble } from '../../lib/notices.ts';
import type { Client } from '../../lib/clients.ts';
import { notesQuery, useNewNote } from './requests.ts';

export function ClientNotes({ client }: { client: Client }) {
  const { data, error, isPending, refetch } = useQuery(notesQuery(client.id));
  const memberName = useMemberName();
  return (
    <Stack gap="sm">
      <Title order={2}>Notes</Title>
      {client.can.edit && <NoteWriter clientId={client.id} />}
      {isPending && <Skeleton h={60} />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <Text c="dimmed">What the team should know about this client goes here.</Text>}
      {data?.items.map(({ id, text, author, createdAt }) => (
        <Box key={id} pb="sm" style={{ borderBottom: '1px solid var(--hairline)' }}>
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Text>
          <Text size="xs" c="dimmed">
            {memberName(author)}, <Day of={createdAt} withTime />
          </Text>
        </Box>
      ))}
    </Stack>
  );
}

function NoteWriter({ clientId }: { clientId: string }) {
  const [text, setText] = useState('');
  const write = useNewNote(clientId);
  useUnsaved(text.trim() !== '');
  const keep = () => write.mutate(text.trim(), { onSuccess: () => setText(''), onError: tellTrouble });
  return (
    <Stack gap={8}>
      <Textarea
        aria-label="New note"
        placeholder="Write a note"
        autosize
        minRows={1}
        maxRows={10}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && (event.metaKey || event.ctrlKey) && text.trim() && keep()}
      />
      {text.trim() && (
        <Group justify="flex-end">
          <Button loading={write.isPending} onClick={keep}>
            Keep the note
          </Button>
        </Group>
      )}
    </Stack>
  );
}
