import { Client } from '../../../functions/clients/client.ts';
import { Firm } from '../../../functions/firm/firm.ts';
import type { Source } from '../../../functions/recurrence/occurrence.ts';
import type { TemplateContent } from '../../../functions/templates/template.ts';
import { newId } from '../../../shared/ids.ts';
import { clientId, templateId } from './a-series.ts';
import { aMonth } from './recurring.ts';

export const now = '2026-03-10T15:00:00.000Z';
export const monthly = { kind: 'months', every: 1 } as const;

/** A month of work whose tasks come one after the other, each two days after the one before. */
export const templateOf = (keys: readonly string[]): TemplateContent =>
  aMonth({
    roles: { doer: 'firm.doer', reviewer: 'firm.reviewer' },
    title: 'Small close – {period, MMMM yyyy}',
    sections: [
      {
        name: 'Close',
        tasks: keys.map((key, i) => ({
          key,
          title: key,
          role: i % 2 === 0 ? 'doer' : 'reviewer',
          est: 60,
          due: `period.end +${i + 2} bizday`,
          ...(i > 0 && { after: [keys[i - 1]!] }),
        })),
      },
    ],
  });

/** What jobs of a series are made of, as it is loaded. */
export const aSource = (content: TemplateContent): Source =>
  ({
    client: Client.parse({
      id: clientId,
      kind: 'other',
      name: 'Juniper',
      lifecycle: 'active',
      tags: [],
      createdAt: now,
    }),
    services: [],
    k1Sources: [],
    engagement: undefined,
    service: undefined,
    firm: Firm.parse({
      name: 'Larkfield',
      timeZone: 'America/Denver',
      currency: 'USD',
      admins: [],
      createdAt: now,
    }),
    firmRoles: ['doer', 'reviewer'].map((role) => ({ role, memberId: newId('member') })),
    template: { templateId, n: 1, content, publishedAt: now, by: 'mem_1' },
    postponements: [],
  }) as unknown as Source;
