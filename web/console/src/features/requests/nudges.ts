import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../lib/http.ts';
import { tell, tellTrouble } from '../../lib/notices.ts';
import { messageOf } from '../../lib/problem.ts';
import { type Request, type RequestLine, requestQuery } from '../../lib/requests.ts';

type Outcome = { nudged: Request[]; refused: { request: RequestLine; why: string }[] };

async function run(requests: readonly RequestLine[]): Promise<Outcome> {
  const outcome: Outcome = { nudged: [], refused: [] };
  // One after the other: a firm’s worth at once would be refused as too fast.
  for (const request of requests) {
    try {
      outcome.nudged.push(await post<Request>(`/v1/requests/${request.id}/nudge`));
    } catch (error) {
      outcome.refused.push({ request, why: messageOf(error) });
    }
  }
  return outcome;
}

/** Reminds people of one request or of many: what was refused is told by name, and the rest went out. */
export function useNudges() {
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation({ mutationFn: run });
  const nudge = (requests: readonly RequestLine[], onDone?: () => void) =>
    mutate(requests, {
      onSuccess: ({ nudged, refused }) => {
        for (const one of nudged) queries.setQueryData(requestQuery(one.id).queryKey, one);
        const [only] = nudged;
        if (nudged.length === 1) tell(`People are reminded of “${only!.title}”`);
        if (nudged.length > 1) tell(`People are reminded of ${nudged.length} requests`);
        for (const { request, why } of refused) tellTrouble(new Error(`${request.title}: ${why}`));
        onDone?.();
      },
    });
  return { nudge, isPending };
}
