import { Badge, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { PageHead } from '../../components/page-head.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { tellTrouble } from '../../lib/notices.ts';
import { tellUndo } from '../../lib/undo.tsx';
import { MailEditor } from './mail-editor.tsx';
import { mailQuery, type MailWords, useMailWords } from './mail-words.ts';

const route = getRouteApi('/signed-in/firm/mails/$mailKey');

/** One mail: its words beside what they come to. */
export function MailWordsPage() {
  const { mailKey } = route.useParams();
  const { data: mail, error, refetch } = useQuery(mailQuery(mailKey));
  if (error && !mail) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!mail) return <Skeleton h={320} />;
  return (
    <Stack gap="md">
      <PageHead
        title={mail.name}
        beside={<Badge color={mail.own ? 'blue' : 'gray'}>{mail.own ? 'Your words' : 'As shipped'}</Badge>}
      >
        {mail.can.reset && <Reset mail={mail} />}
      </PageHead>
      {mail.notYet !== undefined && <Text c="dimmed">{mail.notYet}</Text>}
      <MailEditor key={`${mail.key} ${mail.version}`} mail={mail} />
    </Stack>
  );
}

/** The firm's own words go, and are there again for whoever changes their mind. */
function Reset({ mail }: { mail: MailWords }) {
  const navigate = useNavigate();
  const { keep, reset } = useMailWords();
  const { key, name, subject, text, version } = mail;
  const takeBack = () => keep.mutateAsync({ key, words: { name, for: mail.for, subject, text }, version: version + 1 });
  const told = () => {
    tellUndo(mail.shipped ? 'The shipped words hold again' : `${name} is removed`, takeBack);
    if (!mail.shipped) void navigate({ to: '/firm', search: { tab: 'mails' } });
  };
  // This button is gone before the answer comes, and says so all the same.
  const take = () => void reset.mutateAsync(mail).then(told, tellTrouble);
  return (
    <Button variant="default" loading={reset.isPending} onClick={take}>
      {mail.shipped ? 'Back to the shipped words' : 'Remove this mail'}
    </Button>
  );
}
