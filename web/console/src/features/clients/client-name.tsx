import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clientQuery } from '../../lib/clients.ts';

/** Another client, by name, on the way there. */
export function ClientName({ id }: { id: string }) {
  const { data } = useQuery(clientQuery(id));
  return (
    <Anchor component={Link} to={`/clients/${id}`}>
      {data?.name ?? '…'}
    </Anchor>
  );
}
