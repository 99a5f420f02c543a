import { Alert, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../../components/dialog.tsx';
import { Day } from '../../components/day.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { RowSkeleton } from '../../components/row-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { tellTrouble } from '../../lib/notices.ts';
import { nudgePreviewQuery, type Preview, useNudgeAll, type Wish } from './nudge-requests.ts';
import { PeopleWaitedFor } from './people-waited-for.tsx';

const mails = (count: number) => `${count} ${count === 1 ? 'mail' : 'mails'}`;

function When({ preview: { isLive, reminded, waitsUntil } }: { preview: Preview }) {
  if (!isLive) return <Alert color="yellow">The firm has not gone live: nobody is reminded before that.</Alert>;
  return (
    <Text size="sm">
      {reminded === 0 ? 'Nobody gets a mail now.' : `${mails(reminded)}: one for each person, with all that is open.`}
      {reminded > 0 && waitsUntil !== undefined && (
        <>
          {' '}
          They leave <Day of={waitsUntil} withTime />.
        </>
      )}
    </Text>
  );
}

type Props = { wish: Wish; onClose: () => void; onDone?: () => void };

/** Who is reminded of what, and who is left out and why, before anything is sent. */
export function NudgeAll({ wish, onClose, onDone }: Props) {
  const { data: preview, error, refetch } = useQuery(nudgePreviewQuery(wish));
  const { mutate, isPending } = useNudgeAll();
  const send = () =>
    mutate(wish, {
      onSuccess() {
        onDone?.();
        onClose();
      },
      onError: tellTrouble,
    });
  const canSend = preview !== undefined && preview.isLive && preview.reminded > 0;
  return (
    <Dialog onClose={onClose} title="Remind people" size="xl">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (canSend) send();
        }}
      >
        <Stack gap="sm">
          {error && <Trouble error={error} onRetry={() => void refetch()} />}
          {!preview && !error && <RowSkeleton />}
          {preview && <When preview={preview} />}
          {preview && <PeopleWaitedFor preview={preview} />}
          <DialogFoot
            act={canSend ? `Send ${mails(preview.reminded)}` : 'Send'}
            isPending={isPending}
            isDisabled={!canSend}
            onBack={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
