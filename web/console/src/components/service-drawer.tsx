import { useEngagements } from '../lib/engagement-changes.ts';
import type { Engagement, Service, ServiceChange } from '../lib/engagement.ts';
import { isTyped, showErrors } from '../lib/forms.ts';
import { useMe } from '../lib/me.ts';
import { tell } from '../lib/notices.ts';
import { useOvertaken } from '../lib/overtaken.ts';
import { changeOf, freshService, inputOf, reverse, type ServiceValues, valuesOf } from '../lib/service-form.ts';
import { tellUndo } from '../lib/undo.tsx';
import { FormDrawer } from './form-drawer.tsx';
import { ServiceFields, useServiceForm } from './service-fields.tsx';
import { useUnsaved } from './unsaved.tsx';

type Props = {
  engagement: Engagement;
  /** The one that is changed; without it a new one is added. */
  service?: Service | undefined;
  opened: boolean;
  onClose: () => void;
};

export const ServiceDrawer = ({ opened, onClose, ...given }: Props) => (
  <FormDrawer
    opened={opened}
    onClose={onClose}
    title={given.service ? `Change ${given.service.name}` : `Add a service to ${given.engagement.title}`}
  >
    <Inside key={given.service?.id} onClose={onClose} {...given} />
  </FormDrawer>
);

type InsideProps = Omit<Props, 'opened'>;

function Inside({ engagement, service, onClose }: InsideProps) {
  const { currency } = useMe().firm;
  const { setFees } = engagement.can;
  const { addService, changeService } = useEngagements(engagement.clientId);
  const serviceIn = ({ services }: Engagement) => services.find(({ id }) => id === service?.id);
  const valuesIn = (one: Engagement): ServiceValues => {
    const had = serviceIn(one);
    return had ? valuesOf(had) : freshService();
  };
  const form = useServiceForm(valuesIn(engagement), setFees);
  const { began, overtaken } = useOvertaken(engagement, valuesIn, form);
  useUnsaved(isTyped(form));
  const onError = (error: unknown) => showErrors(form, error);
  const add = (values: ServiceValues) =>
    addService.mutate(
      { to: began, service: inputOf(values, currency, setFees) },
      { onSuccess: () => (tell(`${values.name} is added`), onClose()), onError },
    );
  const change = (had: Service, to: ServiceChange) => {
    if (Object.keys(to).length === 0) return onClose();
    changeService.mutate(
      { of: began, id: had.id, to },
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
  const send = (values: ServiceValues) => {
    const had = serviceIn(began);
    if (had) change(had, changeOf(had, values, currency, setFees));
    else add(values);
  };
  return (
    <ServiceFields
      form={form}
      setsFees={setFees}
      act={service ? 'Save the changes' : 'Add the service'}
      isPending={addService.isPending || changeService.isPending}
      overtaken={overtaken}
      onSend={send}
      onBack={onClose}
    />
  );
}
