import { Button, Group, Pill, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import type { NewService } from '../lib/engagement.ts';
import { useEngagements } from '../lib/engagement-changes.ts';
import { useMe } from '../lib/me.ts';
import { tellTrouble } from '../lib/notices.ts';
import { freshService, inputOf } from '../lib/service-form.ts';
import { isTyped } from '../lib/forms.ts';
import { unsaved } from '../lib/unsaved.ts';
import { useWords } from '../lib/words.ts';
import { FormDrawer } from './form-drawer.tsx';
import { ServiceFields, useServiceForm } from './service-fields.tsx';
import { useHold, usePlace, useUnsaved, Within } from './unsaved.tsx';

/** What the firm is to do for a client, with the services that are known already; others may follow. */
export function NewEngagement({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const { engagement } = useWords();
  const { add } = useEngagements(clientId);
  const [title, setTitle] = useState('');
  const [startsOn, setStart] = useState('');
  const [services, setServices] = useState<readonly NewService[]>([]);
  const [isAdding, adding] = useDisclosure();
  const place = usePlace();
  const forget = useHold(place, title.trim() !== '' || startsOn !== '' || services.length > 0);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(
      { title, ...(startsOn && { startsOn }), services: [...services] },
      {
        onSuccess() {
          forget();
          onClose();
        },
        onError: tellTrouble,
      },
    );
  };
  return (
    <Stack gap="xs">
      <form onSubmit={send}>
        <Group align="flex-end" gap="xs">
          <TextInput
            label={`Title of the ${engagement.one}`}
            placeholder="2026 books and tax"
            required
            withAsterisk={false}
            autoFocus
            w={300}
            value={title}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          />
          <TextInput
            label="Starts on"
            type="date"
            value={startsOn}
            onChange={({ currentTarget }) => setStart(currentTarget.value)}
          />
          <Button size="sm" type="submit" loading={add.isPending}>
            Add it
          </Button>
          <Button size="sm" variant="default" onClick={() => unsaved.leave(place, onClose)}>
            Cancel
          </Button>
        </Group>
      </form>
      <Group gap="xs">
        {services.map((service, i) => (
          <Pill
            key={`${service.code} ${i}`}
            withRemoveButton
            onRemove={() => setServices(services.toSpliced(i, 1))}
            removeButtonProps={{ 'aria-label': `Without ${service.name}` }}
          >
            {service.name}
          </Pill>
        ))}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={adding.open}
        >
          {services.length === 0 ? 'With a service' : 'With one more service'}
        </Button>
      </Group>
      <Within place={place}>
        <FormDrawer opened={isAdding} onClose={adding.close} title="A service from the beginning">
          <FirstService
            key={services.length}
            onTaken={(service) => {
              setServices([...services, service]);
              adding.close();
            }}
            onBack={adding.close}
          />
        </FormDrawer>
      </Within>
    </Stack>
  );
}

function FirstService({ onTaken, onBack }: { onTaken: (service: NewService) => void; onBack: () => void }) {
  const { firm, member } = useMe();
  const setsFees = member.sees?.amounts ?? false;
  const form = useServiceForm(freshService(), setsFees);
  useUnsaved(isTyped(form));
  return (
    <ServiceFields
      form={form}
      setsFees={setsFees}
      act="Take it in"
      onSend={(values) => onTaken(inputOf(values, firm.currency, setsFees))}
      onBack={onBack}
    />
  );
}
