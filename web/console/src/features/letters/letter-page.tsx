import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { letterQuery } from '../../lib/letters.ts';
import { LetterDraft } from '../../components/letter-draft.tsx';
import { LetterHead } from './letter-head.tsx';
import { SignerList } from '../../components/signer-list.tsx';

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
        <LetterDraft key={letter.version} letter={letter} />
      ) : (
        <>
          <SignerList letter={letter} />
          <Words text={letter.text} />
        </>
      )}
    </Stack>
  );
}

/** What they agree to, as it stands in the file. */
function Words({ text }: { text: string | undefined }) {
  if (text === undefined)
    return <Alert color="gray">It names what the work costs: who may see amounts can read it.</Alert>;
  return (
    <section>
      <Title order={2} mb="xs">
        What it says
      </Title>
      <Paper withBorder p="lg" maw={720}>
        <Text style={{ whiteSpace: 'pre-wrap' }}>{text}</Text>
      </Paper>
    </section>
  );
}
