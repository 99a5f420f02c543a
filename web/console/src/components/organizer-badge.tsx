import { Badge } from '@mantine/core';
import { organizerWords } from '../lib/organizer-words.ts';
import type { OrganizerStatus } from '../lib/organizers.ts';

export const OrganizerBadge = ({ status }: { status: OrganizerStatus }) => (
  <Badge color={organizerWords[status].colour}>{organizerWords[status].says}</Badge>
);
