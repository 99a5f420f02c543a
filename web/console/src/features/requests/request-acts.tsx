import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconBell, IconDots, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { Asked } from '../../lib/asked-change.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { type Request, useRequestAct } from '../../lib/requests.ts';
import { useSayGone } from '../../lib/request-gone.ts';
import { ItemsDialog, mayChangeItems } from './items-dialog.tsx';
import { RequestDialog } from './request-dialog.tsx';

/** The one thing to do with a request, and the rest in the menu. */
export function RequestActs({ request }: { request: Request }) {
  const { can, contactIds, status } = request;
  const { mutate, isPending } = useRequestAct(request.id);
  const sayGone = useSayGone();
  const [asked, setAsked] = useState<Asked | 'items'>();
  const close = () => setAsked(undefined);
  const people = contactIds.length === 1 ? '1 person' : `${contactIds.length} people`;
  const send = () =>
    mutate(
      { path: '/send', body: { send: 'now' }, version: request.version },
      { onSuccess: (sent) => tell(sayGone(sent)), onError: tellTrouble },
    );
  const nudge = () =>
    mutate(
      { path: '/nudge', version: request.version },
      { onSuccess: () => tell(`${people} reminded`), onError: tellTrouble },
    );
  return (
    <>
      {can.send && (
        <Button leftSection={<IconSend size={16} />} loading={isPending} onClick={send}>
          Send it now
        </Button>
      )}
      {can.nudge && (
        <Button
          variant={status === 'in-progress' ? 'default' : 'filled'}
          leftSection={<IconBell size={16} />}
          loading={isPending}
          onClick={nudge}
        >
          Nudge {people}
        </Button>
      )}
      {(can.edit || can.cancel) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label="More to do with this request">
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {can.send && <Menu.Item onClick={() => setAsked('send-on')}>Send it on a date</Menu.Item>}
            {mayChangeItems(request) && <Menu.Item onClick={() => setAsked('items')}>Change what is asked</Menu.Item>}
            {can.edit && <Menu.Item onClick={() => setAsked('change')}>Change the title, day and people</Menu.Item>}
            {can.cancel && (
              <>
                <Menu.Divider />
                <Menu.Item color="red" onClick={() => setAsked('cancel')}>
                  Cancel this request
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {asked === 'items' && <ItemsDialog request={request} onClose={close} />}
      {asked && asked !== 'items' && <RequestDialog request={request} asked={asked} onClose={close} />}
    </>
  );
}
