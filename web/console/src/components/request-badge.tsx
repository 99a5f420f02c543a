import { Badge } from '@mantine/core';
import { requestWords } from '../lib/request-words.ts';
import type { RequestLine } from '../lib/requests.ts';

export const RequestBadge = ({ request: { status, notSent } }: { request: Pick<RequestLine, 'status' | 'notSent'> }) =>
  notSent === undefined ? (
    <Badge color={requestWords[status].colour}>{requestWords[status].says}</Badge>
  ) : (
    <Badge color="red" title={notSent}>
      Could not be sent
    </Badge>
  );
