import { Button, EmptyState } from '@mantine/core';
import { IconAlertTriangle, IconEyeOff } from '@tabler/icons-react';
import { isProblem, messageOf } from '../lib/problem.ts';

type Props = { error: unknown; onRetry?: () => void; isPage?: boolean };

/** In place of what could not be shown: what happened, and what to do. `isPage` where there is nothing else on it. */
export function Trouble({ error, onRetry, isPage = false }: Props) {
  const isMissing = isProblem(error, 404);
  const mayPass = !isMissing && !isProblem(error, 403);
  const title = isMissing ? 'Not here' : 'This could not be shown';
  return (
    <EmptyState
      role="alert"
      py="xl"
      size="sm"
      icon={isMissing ? <IconEyeOff stroke={1.5} /> : <IconAlertTriangle stroke={1.5} />}
      title={isPage ? <h1 style={{ all: 'unset' }}>{title}</h1> : title}
      description={isMissing ? 'It does not exist, or you may not see it.' : messageOf(error)}
    >
      {onRetry && mayPass && (
        <EmptyState.Actions>
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        </EmptyState.Actions>
      )}
    </EmptyState>
  );
}
