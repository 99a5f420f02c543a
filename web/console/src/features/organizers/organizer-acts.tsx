import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconBell, IconCheck, IconDots, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { Asked } from '../../lib/asked-change.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { type Organizer, useOrganizerAct } from '../../lib/organizers.ts';
import { useSayGone } from '../../lib/request-gone.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { OrganizerDialog } from './organizer-dialog.tsx';

/** The one thing to do with an organizer, and the rest in the menu. */
export function OrganizerActs({ organizer }: { organizer: Organizer }) {
  const { can, contactIds, version } = organizer;
  const { mutate, isPending } = useOrganizerAct(organizer.id);
  const [asked, setAsked] = useState<Asked | 'accept'>();
  const close = () => setAsked(undefined);
  const sayGone = useSayGone();
  const people = contactIds.length === 1 ? '1 person' : `${contactIds.length} people`;
  const act = (path: string, says: (changed: Organizer) => string) =>
    mutate({ path, version }, { onSuccess: (changed) => tell(says(changed)), onError: tellTrouble });
  return (
    <>
      {can.send && (
        <Button leftSection={<IconSend size={16} />} loading={isPending} onClick={() => act('/send', sayGone)}>
          Send it now
        </Button>
      )}
      {can.nudge && (
        <Button
          variant="default"
          leftSection={<IconBell size={16} />}
          loading={isPending}
          onClick={() => act('/nudge', () => `${people} reminded`)}
        >
          Nudge {people}
        </Button>
      )}
      {can.decide && (
        <Button leftSection={<IconCheck size={16} />} onClick={() => setAsked('accept')}>
          Accept
        </Button>
      )}
      {(can.edit || can.cancel) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label="More to do with this organizer">
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {can.send && <Menu.Item onClick={() => setAsked('send-on')}>Send it on a date</Menu.Item>}
            {can.edit && <Menu.Item onClick={() => setAsked('change')}>Change the title, day and people</Menu.Item>}
            {can.answer && (
              <Menu.Item onClick={() => act('/submit', () => 'It waits to be looked at')}>
                Close it on the client’s behalf
              </Menu.Item>
            )}
            {can.cancel && (
              <>
                <Menu.Divider />
                <Menu.Item color="red" onClick={() => setAsked('cancel')}>
                  Cancel this organizer
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {asked === 'accept' && <AcceptDialog organizer={organizer} onClose={close} />}
      {asked && asked !== 'accept' && <OrganizerDialog organizer={organizer} asked={asked} onClose={close} />}
    </>
  );
}
