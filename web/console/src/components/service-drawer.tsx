import { Drawer } from '@mantine/core';
import { useEngagements } from '../lib/engagement-changes.ts';
import type { Engagement, Service, ServiceChange } from '../lib/engagement.ts';
import { useMe } from '../lib/me.ts';
import { tell } from '../lib/notices.ts';
import { changeOf, freshService, inputOf, reverse, type ServiceValues, valuesOf } from '../lib/service-form.ts';
import { tellUndo } from '../lib/undo.tsx';
import { ServiceFields } from './service-fields.tsx';

type Props = {
  engagement: Engagement;
  /** The one that is changed; without it a new one is added. */
  service?: Service | undefined;
  opened: boolean;
  onClose: () => void;
};

export const ServiceDrawer = ({ opened, onClose, ...given }: Props) => (
  <Drawer
    opened={opened}
    onClose={onClose}
    title={given.service ? `Change ${given.service.name}` : `Add a service to ${given.engagement.title}`}
  >
    <Inside key={`${given.service?.id} ${given.engagement.version}`} onClose={onClose} {...given} />
  </Drawer>
);

type InsideProps = Omit<Props, 'opened'>;

function Inside({ engagement, service, onClose }: InsideProps) {
  const { currency } = useMe().firm;
  const { setFees } = engagement.can;
  const { addService, changeService } = useEngagements(engagement.clientId);
  const add = (values: ServiceValues, onError: (error: unknown) => void) =>
    addService.mutate(
      { to: engagement, service: inputOf(values, currency, setFees) },
      { onSuccess: () => (tell(`${values.name} is added`), onClose()), onError },
    );
  const change = (had: Service, to: ServiceChange, onError: (error: unknown) => void) => {
    if (Object.keys(to).length === 0) return onClose();
    changeService.mutate(
      { of: engagement, id: had.id, to },
      {
        onSuccess: (changed) => {
          tellUndo(`${had.name} is changed`, () =>
            changeService.mutateAsync({ of: changed, id: had.id, to: reverse(had, to) }),
          );
          onClose();
        },
        onError,
      },
    );
  };
  return (
    <ServiceFields
      initial={service ? valuesOf(service) : freshService()}
      setsFees={setFees}
      act={service ? 'Save the changes' : 'Add the service'}
      isPending={addService.isPending || changeService.isPending}
      onSend={(values, onError) =>
        service ? change(service, changeOf(service, values, currency, setFees), onError) : add(values, onError)
      }
      onBack={onClose}
    />
  );
}
