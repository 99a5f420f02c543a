import { Button, EmptyState } from '@mantine/core';
import { IconAlertTriangle, IconEyeOff } from '@tabler/icons-react';
import { isProblem, messageOf } from '../lib/problem.ts';

/** In place of what could not be shown: what happened, and what to do. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const isMissing = isProblem(error, 404);
  return (
    <EmptyState
      role="alert"
      py="xl"
      size="sm"
      icon={isMissing ? <IconEyeOff stroke={1.5} /> : <IconAlertTriangle stroke={1.5} />}
      title={isMissing ? 'Not here' : 'This could not be shown'}
      description={isMissing ? 'It does not exist, or you may not see it.' : messageOf(error)}
    >
      {onRetry && !isMissing && (
        <EmptyState.Actions>
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        </EmptyState.Actions>
      )}
    </EmptyState>
  );
}
