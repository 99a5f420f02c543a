import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { organizerQuery } from '../../lib/organizers.ts';
import { OrganizerHead } from './organizer-head.tsx';
import { Review } from './review.tsx';

const route = getRouteApi('/signed-in/organizers/$organizerId');

export function OrganizerPage() {
  const { organizerId } = route.useParams();
  const { data: organizer, error, refetch } = useQuery(organizerQuery(organizerId));
  if (error && !organizer) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!organizer) return <PageSkeleton rows={8} />;
  return (
    <Stack gap="md">
      <OrganizerHead organizer={organizer} />
      {organizer.why !== undefined && <Text style={{ whiteSpace: 'pre-wrap' }}>{organizer.why}</Text>}
      <Review organizer={organizer} />
    </Stack>
  );
}
