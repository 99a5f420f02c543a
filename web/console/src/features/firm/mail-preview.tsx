import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { fieldErrors, messageOf } from '../../lib/problem.ts';
import { previewQuery } from './mail-words.ts';

type Props = { mailKey: string; words: { subject: string; text: string } };

/** What is typed, as someone may read it; or why it could not be sent. */
export function MailPreview({ mailKey, words: { subject, text } }: Props) {
  const [typed] = useDebouncedValue({ subject, text }, 400);
  const { data, error } = useQuery(previewQuery(mailKey, typed));
  const wrong = [...new Set(Object.values(fieldErrors(error)))];
  return (
    <Stack component="section" gap="xs" aria-live="polite">
      <Title order={2}>As it may be read</Title>
      {error && (
        <Alert color="red" p="xs" title="It cannot be sent like this">
          {wrong.length > 0 ? wrong.join('. ') : messageOf(error)}
        </Alert>
      )}
      {data && (
        <Paper withBorder p="lg">
          <Text fw={600} mb="sm" style={{ overflowWrap: 'anywhere' }}>
            {data.subject}
          </Text>
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{data.text}</Text>
        </Paper>
      )}
      <Text size="sm" c="dimmed">
        The names and figures are made up.
      </Text>
    </Stack>
  );
}
