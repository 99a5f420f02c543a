import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Trouble } from '../../components/trouble.tsx';
import { MailEditor } from './mail-editor.tsx';
import { mailQuery, type MailWords, useMailWords } from './mail-words.ts';
import { WordsPage } from './words-page.tsx';

const route = getRouteApi('/signed-in/firm/mails/$mailKey');

export function MailWordsPage() {
  const { mailKey } = route.useParams();
  const { data: mail, error, refetch } = useQuery(mailQuery(mailKey));
  if (error && !mail) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  return mail ? <OneMail mail={mail} /> : <Skeleton h={320} />;
}

/** One mail: its words beside what they come to. */
function OneMail({ mail }: { mail: MailWords }) {
  const navigate = useNavigate();
  const { keep, reset } = useMailWords();
  const { key, name, subject, text, version } = mail;
  return (
    <WordsPage
      of={mail}
      what="mail"
      isResetting={reset.isPending}
      reset={() => reset.mutateAsync(mail)}
      takeBack={() => keep.mutateAsync({ key, words: { name, for: mail.for, subject, text }, version: version + 1 })}
      onRemoved={() => void navigate({ to: '/firm', search: { tab: 'mails' } })}
    >
      <MailEditor key={key} mail={mail} />
    </WordsPage>
  );
}
