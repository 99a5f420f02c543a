import { Badge, Box, Group, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Day } from '../../components/day.tsx';
import { useTeam } from '../../lib/me.ts';
import { partsOf } from '../../lib/mentions.ts';
import type { Message, Thread, ThreadNote } from '../../lib/threads.ts';
import { useWords } from '../../lib/words.ts';
import { Files } from './files.tsx';
import classes from './line.module.css';
import { usePersonName } from './people.ts';

const isOfClient = (by: string) => by.startsWith('con_');

function Words({ text, mentions = [] }: { text: string; mentions?: readonly string[] | undefined }) {
  const named = useTeam().filter(({ id }) => mentions.includes(id));
  return (
    <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {partsOf(text, named).map(({ text: part, isName }, i) => (
        <Text key={`${i}${part}`} span inherit fw={isName ? 500 : undefined}>
          {part}
        </Text>
      ))}
    </Text>
  );
}

type LineProps = {
  kind: 'theirs' | 'ours' | 'note';
  name: string;
  at: string;
  beside?: ReactNode;
  children: ReactNode;
};

const Line = ({ kind, name, at, beside, children }: LineProps) => (
  <Box component="article" className={classes.line} data-kind={kind} aria-label={name}>
    <Group gap="xs" mb={4}>
      <Text fw={500}>{name}</Text>
      <Text size="sm" c="dimmed">
        <Day of={at} withTime />
      </Text>
      {beside}
    </Group>
    {children}
  </Box>
);

/** Who of the other side has read it. */
function ReadBy({ thread, said }: { thread: Thread; said: Message }) {
  const personName = usePersonName(thread.clientId);
  const readers = thread.contactIds.filter((id) => (thread.readUpTo[id] ?? 0) >= said.number);
  if (isOfClient(said.by)) return null;
  return (
    <Text size="sm" c="dimmed" mt={4}>
      {readers.length === 0 ? 'Not read yet' : `Read by ${readers.map(personName).join(', ')}`}
    </Text>
  );
}

export function SaidLine({ thread, said }: { thread: Thread; said: Message }) {
  const personName = usePersonName(thread.clientId);
  const name = isOfClient(said.by) ? personName(said.by) : (said.name ?? personName(said.by));
  return (
    <Line kind={isOfClient(said.by) ? 'theirs' : 'ours'} name={name} at={said.at}>
      <Words text={said.text} mentions={said.mentions} />
      <Files files={said.files} leftOut={said.leftOut} />
      <ReadBy thread={thread} said={said} />
    </Line>
  );
}

/** For the team only, and told apart by a word and a colour. */
export function NoteLine({ thread, note }: { thread: Thread; note: ThreadNote }) {
  const personName = usePersonName(thread.clientId);
  const { client } = useWords();
  const beside = (
    <Badge color="yellow" leftSection={<IconLock size={12} aria-hidden />} title={`No ${client.one} sees it`}>
      Internal note
    </Badge>
  );
  return (
    <Line kind="note" name={personName(note.by)} at={note.at} beside={beside}>
      <Words text={note.text} mentions={note.mentions} />
    </Line>
  );
}
