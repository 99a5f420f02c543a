import { Badge } from '@mantine/core';
import { threadWords } from '../lib/thread-words.ts';
import type { ThreadState } from '../lib/threads.ts';
import { useWords } from '../lib/words.ts';

export function ThreadBadge({ state }: { state: ThreadState }) {
  const { client } = useWords();
  const { says, colour } = threadWords(state, client.one);
  return <Badge color={colour}>{says}</Badge>;
}
