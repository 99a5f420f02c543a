import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { LetterDraft } from '../../components/letter-draft.tsx';
import { Offered } from '../../components/offered.tsx';
import { SignerList } from '../../components/signer-list.tsx';
import { type Letter, letterQuery, previewQuery } from '../../lib/letters.ts';
import { LetterHead } from './letter-head.tsx';

const route = getRouteApi('/signed-in/letters/$letterId');

export function LetterPage() {
  const { letterId } = route.useParams();
  const { data: letter, error, refetch } = useQuery(letterQuery(letterId));
  if (error && !letter) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!letter) return <PageSkeleton rows={8} />;
  return (
    <Stack gap="md">
      <LetterHead letter={letter} />
      {letter.status === 'draft' && letter.can.edit ? (
        <LetterDraft key={letter.id} letter={letter} />
      ) : (
        <>
          <SignerList letter={letter} />
          <Words letter={letter} />
        </>
      )}
    </Stack>
  );
}

/** What they agree to, as it stands in the file. */
function Words({ letter }: { letter: Letter }) {
  const { text, chosen } = letter;
  const { data } = useQuery({ ...previewQuery(letter), enabled: letter.packages !== undefined });
  if (text === undefined)
    return <Alert color="gray">It names what the work costs: who may see amounts can read it.</Alert>;
  return (
    <section>
      <Title order={2} mb="xs">
        What it says
      </Title>
      <Paper withBorder p="lg" maw={720}>
        <Text style={{ whiteSpace: 'pre-wrap' }}>{text}</Text>
        {data && <Offered packages={data.packages} chosen={chosen} />}
      </Paper>
    </section>
  );
}
