import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useEngagements } from '../lib/engagement-changes.ts';
import type { Engagement, Service } from '../lib/engagements.ts';
import { tellTrouble } from '../lib/notices.ts';
import { lastingOfService } from '../lib/series-queries.ts';
import type { SeriesLine } from '../lib/series.ts';
import { again } from '../lib/service-form.ts';
import { tellUndo } from '../lib/undo.tsx';
import { ServiceDrawer } from './service-drawer.tsx';
import { TakeOutService } from './take-out-service.tsx';

/** What can be done with one service of an engagement. */
export function ServiceActs({ engagement, service }: { engagement: Engagement; service: Service }) {
  const { addService, changeService, removeService } = useEngagements(engagement.clientId);
  const [isChanging, changing] = useDisclosure();
  const [recurring, setRecurring] = useState<readonly SeriesLine[]>([]);
  const { id, name, isPaused } = service;
  const rest = () =>
    changeService.mutate(
      { of: engagement, id, to: { isPaused: !isPaused } },
      {
        onSuccess: (changed) =>
          tellUndo(`${name} ${isPaused ? 'goes on' : 'rests'}`, () =>
            changeService.mutateAsync({ of: changed, id, to: { isPaused } }),
          ),
        onError: tellTrouble,
      },
    );
  const takeOut = () =>
    removeService.mutate(
      { of: engagement, id },
      {
        onSuccess: (changed) =>
          tellUndo(`${name} is taken out`, () => addService.mutateAsync({ to: changed, service: again(service) })),
        onError: tellTrouble,
      },
    );
  // Put back, it is another service: what recurred of it does not find it again.
  const ask = async () => {
    const found = await lastingOfService(engagement.clientId, id);
    if (found.length > 0) setRecurring(found);
    else takeOut();
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" aria-label={`More about ${name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={changing.open}>Change</Menu.Item>
          <Menu.Item onClick={rest}>{isPaused ? 'Go on with it' : 'Let it rest'}</Menu.Item>
          <Menu.Item onClick={() => void ask().catch(tellTrouble)}>Take it out</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ServiceDrawer engagement={engagement} service={service} opened={isChanging} onClose={changing.close} />
      <TakeOutService
        engagement={engagement}
        service={service}
        recurring={recurring}
        onClose={() => setRecurring([])}
      />
    </>
  );
}
