import type * as z from 'zod';
import type { EngagementPatch } from '../../../../functions/engagements/engagement.ts';
import type { EngagementView } from '../../../../functions/engagements/engagement-view.ts';
import type { ServiceInput, ServicePatch } from '../../../../functions/engagements/service.ts';

export type Engagement = z.output<typeof EngagementView>;
export type EngagementChange = z.input<typeof EngagementPatch>;
export type Service = Engagement['services'][number];
export type NewService = z.input<typeof ServiceInput>;
export type ServiceChange = z.input<typeof ServicePatch>;
