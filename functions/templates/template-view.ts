import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import { leads } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Fault } from './fault.ts';
import { Template, Version } from './head.ts';
import { TemplateContent } from './template.ts';

export const TemplateHead = Template.extend({ version: z.int(), can: z.object({ edit: z.boolean() }) }).meta({
  id: 'TemplateHead',
});

/** With the content that is worked on. */
export const TemplateView = TemplateHead.extend({ content: TemplateContent }).meta({ id: 'Template' });

export const VersionHead = Version.omit({ templateId: true, content: true }).meta({ id: 'TemplateVersionHead' });
export const VersionView = VersionHead.extend({ content: TemplateContent }).meta({ id: 'TemplateVersion' });

export const FaultView = z
  .object({ path: z.string(), message: z.string(), weight: z.enum(['error', 'warning']) })
  .meta({ id: 'TemplateFault' }) satisfies z.ZodType<Fault>;

const mayEdit = ({ role }: Pick<Caller, 'role'>): boolean => leads.some((one) => one === role);

export const head = (template: Stored<Template>, caller: Caller) => ({ ...template, can: { edit: mayEdit(caller) } });

export const view = (template: Stored<Template>, content: TemplateContent, caller: Caller) => ({
  ...head(template, caller),
  content,
});
