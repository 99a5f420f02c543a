import type { Client } from '../clients/client.ts';
import type { Service } from '../engagements/service.ts';
import type { Rhythm } from '../recurrence/rhythm.ts';
import { rhythmOf } from '../recurrence/rhythm-of.ts';
import type { TemplateContent } from '../templates/template.ts';

/** How time is divided for the jobs of a template for a client. */
export function rhythmFor(
  { period }: Pick<TemplateContent, 'period'>,
  { client, service }: { client: Client | undefined; service: Service | undefined },
): Rhythm | undefined {
  const filing = client?.registrations?.find(({ tax }) => tax === 'sales')?.frequency;
  const { frequency, firstPeriod: from } = service ?? {};
  return rhythmOf(period ?? 'none', { yearEnd: client?.yearEnd, frequency, from, filing });
}
