import { ActionIcon, Button, Menu, Stack, Textarea } from '@mantine/core';
import { IconBell, IconCheck, IconDots, IconSend } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { DialogFoot } from '../../components/dialog-foot.tsx';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { type Organizer, useOrganizerAct } from '../../lib/organizers.ts';
import { AcceptDialog } from './accept-dialog.tsx';

/** The one thing to do with an organizer, and the rest in the menu. */
export function OrganizerActs({ organizer }: { organizer: Organizer }) {
  const { can, contactIds, version } = organizer;
  const { mutate, isPending } = useOrganizerAct(organizer.id);
  const [asked, setAsked] = useState<'accept' | 'cancel'>();
  const people = contactIds.length === 1 ? '1 person' : `${contactIds.length} people`;
  const act = (path: string, said: string) =>
    mutate({ path, version }, { onSuccess: () => tell(said), onError: tellTrouble });
  return (
    <>
      {can.send && (
        <Button
          leftSection={<IconSend size={16} />}
          loading={isPending}
          onClick={() => act('/send', 'The organizer is on its way')}
        >
          Send it now
        </Button>
      )}
      {can.nudge && (
        <Button
          variant="default"
          leftSection={<IconBell size={16} />}
          loading={isPending}
          onClick={() => act('/nudge', `${people} reminded`)}
        >
          Nudge {people}
        </Button>
      )}
      {can.decide && (
        <Button leftSection={<IconCheck size={16} />} onClick={() => setAsked('accept')}>
          Accept
        </Button>
      )}
      {can.cancel && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label="More to do with this organizer">
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {can.answer && (
              <Menu.Item onClick={() => act('/submit', 'It waits to be looked at')}>
                Close it on the client’s behalf
              </Menu.Item>
            )}
            <Menu.Item color="red" onClick={() => setAsked('cancel')}>
              Cancel this organizer
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {asked === 'accept' && <AcceptDialog organizer={organizer} onClose={() => setAsked(undefined)} />}
      {asked === 'cancel' && <CancelDialog organizer={organizer} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function CancelDialog({ organizer, onClose }: { organizer: Organizer; onClose: () => void }) {
  const { mutate, isPending } = useOrganizerAct(organizer.id);
  const [reason, setReason] = useState('');
  const cancel = (event: FormEvent) => {
    event.preventDefault();
    const body = reason.trim() === '' ? {} : { reason: reason.trim() };
    mutate(
      { path: '/cancel', body, version: organizer.version },
      {
        onSuccess: () => {
          tell('The organizer is cancelled');
          onClose();
        },
        onError: tellTrouble,
      },
    );
  };
  return (
    <Dialog onClose={onClose} title="Cancel this organizer" size="md">
      <form onSubmit={cancel}>
        <Stack gap="sm">
          <Textarea
            label="Why (optional)"
            description="The client does not see it any more. What they answered stays here."
            autosize
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <DialogFoot act="Cancel the organizer" isPending={isPending} onBack={onClose} isGrave />
        </Stack>
      </form>
    </Dialog>
  );
}
