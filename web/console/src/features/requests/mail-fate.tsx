import { Text } from '@mantine/core';
import { Day } from '../../components/day.tsx';
import type { RequestMail } from '../../lib/requests.ts';

/** The last that is known of a mail, beside whom it went to. */
export function MailFate({ mail }: { mail: RequestMail | undefined }) {
  if (!mail) return null;
  const { failed, openedAt, deliveredAt, sentAt, queuedAt, status } = mail;
  if (failed)
    return (
      <Text span size="sm" c="red" title={failed.says}>
        , {failed.why === 'bounced' ? 'mail came back' : 'called the mail unwanted'} <Day of={failed.at} withTime />
      </Text>
    );
  const [says, at] =
    openedAt !== undefined
      ? ['opened', openedAt]
      : deliveredAt !== undefined
        ? ['delivered', deliveredAt]
        : sentAt !== undefined
          ? ['sent', sentAt]
          : [status === 'held' ? 'mail is held since' : 'on its way since', queuedAt];
  return (
    <Text span size="sm" c="dimmed">
      , {says} <Day of={at!} withTime />
    </Text>
  );
}
