import { Badge } from '@mantine/core';
import type { Lifecycle } from './place.ts';
import { lifecycleColours, lifecycleWords } from '../../lib/client-words.ts';

export const LifecycleBadge = ({ lifecycle }: { lifecycle: Lifecycle }) => (
  <Badge color={lifecycleColours[lifecycle]}>{lifecycleWords[lifecycle]}</Badge>
);
