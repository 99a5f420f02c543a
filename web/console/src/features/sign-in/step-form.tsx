import { Alert, Button, Stack } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { messageOf } from '../../lib/problem.ts';

type Props = { children: ReactNode; says: string; onSent: () => Promise<void> };

/** One step of signing in: fields, one button that says what happens, and what was wrong. */
export function StepForm({ children, says, onSent }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  async function send(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setWrong(undefined);
    try {
      await onSent();
    } catch (error) {
      setWrong(messageOf(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack gap="sm">
        {wrong && (
          <Alert color="red" role="alert" p="xs">
            {wrong}
          </Alert>
        )}
        {children}
        <Button type="submit" size="sm" loading={isBusy} fullWidth>
          {says}
        </Button>
      </Stack>
    </form>
  );
}
