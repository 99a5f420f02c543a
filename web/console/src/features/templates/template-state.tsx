import { Badge, Group } from '@mantine/core';
import type { TemplateHead } from '../../lib/templates.ts';

/** Which version jobs are made of, and whether something waits to be published. */
export function TemplateState({ template: { status, published, isChanged } }: { template: TemplateHead }) {
  if (status === 'withdrawn') return <Badge color="gray">Withdrawn</Badge>;
  if (published === undefined) return <Badge color="yellow">Draft</Badge>;
  return (
    <Group component="span" gap={4} wrap="nowrap">
      <Badge color="green">Version {published}</Badge>
      {isChanged && <Badge color="yellow">changed since</Badge>}
    </Group>
  );
}
