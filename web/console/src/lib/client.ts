import type * as z from 'zod';
import type { ClientPatch } from '../../../../functions/clients/client.ts';
import type { ClientView } from '../../../../functions/clients/client-view.ts';

export type Client = z.output<typeof ClientView>;
export type ClientChange = z.input<typeof ClientPatch>;
