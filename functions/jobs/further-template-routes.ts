import * as z from 'zod';
import { routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { actingFor } from './acting.ts';
import { answered } from './answering.ts';
import { changeJob } from './changing.ts';
import { FurtherTemplate, withTemplate } from './further-template.ts';
import { JobView } from './job-view.ts';
import { loadMaking } from './loading.ts';
import { loadJob } from './store.ts';
import { withoutLetter } from './without-letter.ts';

const on = routesOf();

export const furtherTemplateRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/templates',
    summary: 'Add the tasks of another template to a job under way',
    description:
      'Their dates go by the job’s own start, period and deadline. A key that is taken gets a number, and what refers to it follows.',
    allow: staff,
    params: z.object({ jobId: Id('job') }),
    body: FurtherTemplate,
    status: 201,
    response: JobView,
    async load({ params, body: { templateId } }, { records }) {
      const whole = await loadJob(records, params.jobId);
      const { clientId, engagementId, serviceId } = whole.job;
      return { whole, loaded: await loadMaking(records, { clientId, templateId, engagementId, serviceId }) };
    },
    subject: ({ whole }) => whole.job,
    decide({ loaded: { whole, loaded }, body, caller, now, newId }) {
      const change = withTemplate(whole, body, loaded, { by: caller.id, now, newId });
      const acting = actingFor(loaded.firm, caller.id, now);
      const after = changeJob(whole, 'job.tasks-added', change, acting);
      const found = withoutLetter(after, loaded);
      return { ...answered(after, whole, acting, caller, found), location: `/v1/jobs/${whole.job.id}` };
    },
  }),
];
