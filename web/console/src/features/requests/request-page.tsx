import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { requestQuery } from '../../lib/requests.ts';
import { ItemList } from './item-list.tsx';
import { RequestHead } from './request-head.tsx';

const route = getRouteApi('/signed-in/requests/$requestId');

export function RequestPage() {
  const { requestId } = route.useParams();
  const { data: request, error, refetch } = useQuery(requestQuery(requestId));
  if (error && !request) return <Trouble isPage error={error} onRetry={() => void refetch()} />;
  if (!request) return <PageSkeleton rows={6} />;
  return (
    <Stack gap="md">
      <RequestHead request={request} />
      {[request.why, request.consequence].map(
        (text) =>
          text !== undefined && (
            <Text key={text} style={{ whiteSpace: 'pre-wrap' }}>
              {text}
            </Text>
          ),
      )}
      <ItemList request={request} />
    </Stack>
  );
}
