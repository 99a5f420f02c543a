import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import { fieldErrors, messageOf } from '../../lib/problem.ts';

type Props = { says: { line: string; text: string } | undefined; error: Error | null };

/** What is typed, as someone may read it; or why it could not be sent. */
export function WordsPreview({ says, error }: Props) {
  const wrong = [...new Set(Object.values(fieldErrors(error)))];
  return (
    <Stack component="section" gap="xs" aria-live="polite">
      <Title order={2}>As it may be read</Title>
      {error && (
        <Alert color="red" p="xs" title="It cannot be sent like this">
          {wrong.length > 0 ? wrong.join('. ') : messageOf(error)}
        </Alert>
      )}
      {says && (
        <Paper withBorder p="lg">
          <Text fw={600} mb="sm" style={{ overflowWrap: 'anywhere' }}>
            {says.line}
          </Text>
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{says.text}</Text>
        </Paper>
      )}
      <Text size="sm" c="dimmed">
        The names and figures are made up.
      </Text>
    </Stack>
  );
}
