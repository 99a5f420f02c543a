import { routesOf, staff } from '../../shared/http/route.ts';
import { actingFor } from './acting.ts';
import { answered } from './answering.ts';
import { createJob } from './changing.ts';
import { JobView } from './job-view.ts';
import { loadMaking } from './loading.ts';
import { make } from './making.ts';
import { asJob, asQuick, QuickTask } from './quick-task.ts';
import { checkTeam } from './check-team.ts';

const on = routesOf();

export const quickTaskRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/tasks',
    summary: 'Note down a task: for a client, for the firm, or for oneself alone',
    description:
      'A job of one task, done when the task is. It stands among the work to be done; lists of jobs show it where they are asked for quick ones. What is private is seen by nobody else, whatever their role; it stands among one’s own work, and its events too are for its owner alone.',
    allow: staff,
    body: QuickTask,
    status: 201,
    response: JobView,
    async load({ body }, { records, newId }) {
      const { clientId, assigneeId } = body;
      const [loaded, provided] = await Promise.all([
        loadMaking(records, { clientId }),
        checkTeam(records, { assigneeId }, clientId),
      ]);
      return { loaded, provided, id: newId('job') };
    },
    decide({ loaded: { loaded, provided, id }, body, caller, now, newId }) {
      const { job, tasks, assigned, firm } = asQuick(
        make(asJob(body, caller.id), loaded, { id, by: caller.id, now, newId }),
        body,
        caller.id,
      );
      const acting = actingFor(firm, caller.id, now);
      const made = createJob(job, tasks, assigned, acting, { provided });
      return { ...answered(made, undefined, acting, caller), location: `/v1/jobs/${id}` };
    },
  }),
];
