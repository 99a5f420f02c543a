import { List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { SubmitEvent } from 'react';
import { useEngagements } from '../lib/engagement-changes.ts';
import type { Engagement, Service } from '../lib/engagements.ts';
import { tell, tellTrouble } from '../lib/notices.ts';
import type { SeriesLine } from '../lib/series.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { FormModal } from './form-modal.tsx';

type Props = {
  engagement: Engagement;
  service: Service;
  /** What recurs of it; nothing is asked as long as there is none. */
  recurring: readonly SeriesLine[];
  onClose: () => void;
};

/** Taking out a service of which work recurs: the series cannot go on, and do not come back with the service. */
export function TakeOutService({ engagement, service: { id, name }, recurring, onClose }: Props) {
  const { removeService } = useEngagements(engagement.clientId);
  const takeOut = (event: SubmitEvent) => {
    event.preventDefault();
    removeService.mutate(
      { of: engagement, id },
      { onSuccess: () => tell(`${name} is taken out`), onError: tellTrouble, onSettled: onClose },
    );
  };
  return (
    <FormModal opened={recurring.length > 0} onClose={onClose} title={`Take ${name} out`}>
      <form onSubmit={takeOut}>
        <Stack gap="sm">
          <Text size="sm">Work recurs of it, which cannot go on without it. End that first, or it will fail:</Text>
          <List size="sm">
            {recurring.map((series) => (
              <List.Item key={series.id}>
                <Link to="/series/$seriesId" params={{ seriesId: series.id }}>
                  {series.templateName ?? name}
                </Link>
              </List.Item>
            ))}
          </List>
          <DialogFoot act="Take it out all the same" isGrave isPending={removeService.isPending} onBack={onClose} />
        </Stack>
      </form>
    </FormModal>
  );
}
