import { Box, Button, List, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PersonFields } from '../../components/add-person.tsx';
import { NotYet } from '../../components/not-yet.tsx';
import { useClientName } from '../../lib/client-name.ts';
import { type ClientContact, peopleQuery } from '../../lib/client-people.ts';
import type { StepProps } from './step-props.ts';

const mayDo = ({ portal, sign }: ClientContact['link']) =>
  [portal && 'has a page', sign && 'may sign'].filter(Boolean).join(', ');

/** The client is there; whom to talk to is asked for. */
export function ClientStep({ clientId, mayEdit }: StepProps) {
  const name = useClientName(clientId) ?? '…';
  const read = useQuery(peopleQuery(clientId));
  const [isAdding, adding] = useDisclosure();
  const people = read.data;
  if (!people) return <NotYet reads={[read]} rows={2} />;
  const isAsked = mayEdit && (isAdding || people.length === 0);
  return (
    <Stack gap="sm">
      <Text>
        <Link to="/clients/$clientId" params={{ clientId }}>
          {name}
        </Link>
      </Text>
      {people.length > 0 && (
        <List listStyleType="none">
          {people.map((one) => (
            <List.Item key={one.id}>
              {one.name}{' '}
              <Text span c="dimmed" size="sm">
                {[one.mail, mayDo(one.link)].filter(Boolean).join(', ')}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      {isAsked && (
        <Box maw={560}>
          <PersonFields client={{ id: clientId, name }} mayAtFirst={people.length === 0} onClose={adding.close} />
        </Box>
      )}
      {mayEdit && !isAsked && (
        <div>
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={adding.open}>
            Add a person
          </Button>
        </div>
      )}
    </Stack>
  );
}
