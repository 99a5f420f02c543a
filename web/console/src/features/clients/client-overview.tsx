import { Badge, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { Fact } from '../../components/fact.tsx';
import { Day } from '../../components/day.tsx';
import classes from './client-facts.module.css';
import { ClientNotes } from './client-notes.tsx';
import { SensitiveNumber } from './sensitive-number.tsx';
import type { Client } from './requests.ts';

export function ClientOverview({ client }: { client: Client }) {
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <ClientNotes client={client} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="xs">
          <Title order={2}>Details</Title>
          <dl className={classes.facts}>
            <Fact label="Tax number">{client.taxId && <SensitiveNumber client={client} />}</Fact>
            <Fact label="Client since">
              <Day of={client.createdAt} />
            </Fact>
          </dl>
          <Text size="xs" c="dimmed">
            Tags
          </Text>
          <Group gap={4}>
            {client.tags.map((tag) => (
              <Badge key={tag} color="gray">
                {tag}
              </Badge>
            ))}
            {client.tags.length === 0 && <Text c="dimmed">None</Text>}
          </Group>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
