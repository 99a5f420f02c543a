import { Button, Drawer, Group, Pill, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import type { NewService } from '../lib/engagement.ts';
import { useEngagements } from '../lib/engagement-changes.ts';
import { useMe } from '../lib/me.ts';
import { tellTrouble } from '../lib/notices.ts';
import { freshService, inputOf } from '../lib/service-form.ts';
import { useWords } from '../lib/words.ts';
import { ServiceFields } from './service-fields.tsx';

/** What the firm is to do for a client, with the services that are known already; others may follow. */
export function NewEngagement({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const { engagement } = useWords();
  const { firm, member } = useMe();
  const { add } = useEngagements(clientId);
  const [title, setTitle] = useState('');
  const [startsOn, setStart] = useState('');
  const [services, setServices] = useState<readonly NewService[]>([]);
  const [isAdding, adding] = useDisclosure();
  const setsFees = member.sees?.amounts ?? false;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(
      { title, ...(startsOn && { startsOn }), services: [...services] },
      { onSuccess: onClose, onError: tellTrouble },
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
          <Button size="sm" variant="default" onClick={onClose}>
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
      <Drawer opened={isAdding} onClose={adding.close} title="A service from the beginning">
        <ServiceFields
          key={services.length}
          initial={freshService()}
          setsFees={setsFees}
          act="Take it in"
          isPending={false}
          onSend={(values) => {
            setServices([...services, inputOf(values, firm.currency, setsFees)]);
            adding.close();
          }}
          onBack={adding.close}
        />
      </Drawer>
    </Stack>
  );
}
