import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../lib/http.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { type Request, type RequestLine, requestQuery } from '../../lib/requests.ts';

/** Reminds people of one request, at once. */
export function useNudge() {
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ id }: RequestLine) => post<Request>(`/v1/requests/${id}/nudge`),
    onSuccess(request) {
      queries.setQueryData(requestQuery(request.id).queryKey, request);
      tell(`People are reminded of “${request.title}”`);
    },
    onError: tellTrouble,
  });
  return { nudge: mutate, isPending };
}
