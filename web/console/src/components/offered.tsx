import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import type { Offered as Package } from '../lib/letters.ts';

/** The packages of a proposal as the client reads them, with what was chosen. */
export function Offered({ packages, chosen }: { packages: readonly Package[]; chosen?: string | undefined }) {
  return (
    <Stack gap="xs" mt="sm">
      {packages.map(({ name, text, services }) => (
        <Paper key={name} withBorder p="sm">
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            {name === chosen && <Badge variant="light">Chosen</Badge>}
          </Group>
          {text !== undefined && <Text style={{ whiteSpace: 'pre-wrap' }}>{text}</Text>}
          {services.map((service) => (
            <Text key={service.name} size="sm">
              – {service.name}: {service.fee}
            </Text>
          ))}
        </Paper>
      ))}
    </Stack>
  );
}
