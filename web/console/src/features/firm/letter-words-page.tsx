import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Trouble } from '../../components/trouble.tsx';
import { LetterEditor } from './letter-editor.tsx';
import { type LetterWords, letterWordsQuery, useLetterWords } from './letter-words.ts';
import { WordsPage } from './words-page.tsx';

const route = getRouteApi('/signed-in/firm/letters/$letterKey');

export function LetterWordsPage() {
  const { letterKey } = route.useParams();
  const { data: letter, error, refetch } = useQuery(letterWordsQuery(letterKey));
  if (error && !letter) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  return letter ? <OneLetter letter={letter} /> : <Skeleton h={320} />;
}

/** What one letter begins with, beside what it comes to. */
function OneLetter({ letter }: { letter: LetterWords }) {
  const navigate = useNavigate();
  const { keep, reset } = useLetterWords();
  const { key, name, kind, title, text, version } = letter;
  return (
    <WordsPage
      of={letter}
      what="letter"
      isResetting={reset.isPending}
      reset={() => reset.mutateAsync(letter)}
      takeBack={() => keep.mutateAsync({ key, words: { name, kind, title, text }, version: version + 1 })}
      onRemoved={() => void navigate({ to: '/firm', search: { tab: 'letters' } })}
    >
      <LetterEditor key={key} letter={letter} />
    </WordsPage>
  );
}
