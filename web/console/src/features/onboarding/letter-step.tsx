import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { LetterBadge } from '../../components/letter-columns.tsx';
import { LetterDraft } from '../../components/letter-draft.tsx';
import { NewLetter } from '../../components/new-letter.tsx';
import { NotYet } from '../../components/not-yet.tsx';
import { SignerList } from '../../components/signer-list.tsx';
import { type Letter, type LetterLine, letterQuery, lettersQuery } from '../../lib/letters.ts';
import { useWords } from '../../lib/words.ts';
import type { StepProps } from './step-props.ts';

const isOver: ReadonlySet<LetterLine['status']> = new Set(['void', 'declined', 'expired']);

/** The letter is written, read through, sent, and followed until everyone has signed. */
export function LetterStep({ clientId, mayEdit }: StepProps) {
  const list = useInfiniteQuery(lettersQuery({ clientId }));
  const { letter } = useWords();
  const queries = useQueryClient();
  const [isAdding, adding] = useDisclosure();
  if (!list.data) return <NotYet reads={[list]} rows={3} />;
  // What is over unsigned makes room for the next.
  const latest = list.data.pages.flatMap(({ items }) => items).find(({ status }) => !isOver.has(status));
  const onMade = (made: Letter) => {
    queries.setQueryData(letterQuery(made.id).queryKey, made);
    void queries.invalidateQueries({ queryKey: ['letters', 'list'] });
    adding.close();
  };
  return (
    <Stack gap="md">
      {latest && <OneLetter id={latest.id} version={latest.version} mayEdit={mayEdit} />}
      {!latest && !mayEdit && <Text c="dimmed">It is not written yet.</Text>}
      {!latest && mayEdit && (
        <div>
          <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
            New {letter.one}
          </Button>
        </div>
      )}
      {isAdding && <NewLetter clientId={clientId} onClose={adding.close} onMade={onMade} />}
    </Stack>
  );
}

/** `version`: as the list has it; what lies behind is read anew. */
function OneLetter({ id, version, mayEdit }: { id: string; version: number; mayEdit: boolean }) {
  const read = useQuery(letterQuery(id));
  const { data, refetch } = read;
  const isBehind = data !== undefined && data.version < version;
  useEffect(() => {
    if (isBehind) void refetch();
  }, [isBehind, refetch]);
  if (!data) return <NotYet reads={[read]} rows={3} />;
  if (data.status === 'draft' && data.can.edit && mayEdit) return <LetterDraft key={data.id} letter={data} />;
  return (
    <>
      <Group gap="xs">
        <Link to="/letters/$letterId" params={{ letterId: id }}>
          {data.title}
        </Link>
        <LetterBadge letter={data} />
      </Group>
      <SignerList letter={data} />
    </>
  );
}
