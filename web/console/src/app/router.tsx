import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import * as z from 'zod/mini';
import { Trouble } from '../components/trouble.tsx';
import { ClientListSearch, ClientSearch } from '../features/clients/place.ts';
import { FirmSearch } from '../features/firm/place.ts';
import { ConflictSearch } from '../features/conflicts/place.ts';
import { JobSearch, JobsSearch } from '../features/jobs/place.ts';
import { ImportSearch, ImportsSearch } from '../features/imports/place.ts';
import { LettersSearch } from '../features/letters/place.ts';
import { MailSearch } from '../features/mails/place.ts';
import { InboxSearch, NewThreadSearch } from '../features/messages/place.ts';
import { NoticeSearch } from '../features/notices/place.ts';
import { OnboardingsSearch } from '../features/onboarding/place.ts';
import { PeopleSearch } from '../features/people/place.ts';
import { NewOrganizerSearch, OrganizersSearch } from '../features/organizers/place.ts';
import { QuestionnaireSearch, QuestionnairesSearch } from '../features/questionnaires/place.ts';
import { ChasingSearch, NewRequestSearch } from '../features/requests/place.ts';
import { NewSeriesSearch, SeriesListSearch, SeriesSearch } from '../features/series/place.ts';
import { TemplateSearch, TemplatesSearch } from '../features/templates/place.ts';
import { WorkSearch } from '../features/work/place.ts';
import type { Cognito } from '../lib/auth/cognito.ts';
import type { Session } from '../lib/auth/session.ts';
import type { signingIn } from '../lib/auth/sign-in.ts';
import type { Config } from '../lib/config.ts';
import { meQuery } from '../lib/me.ts';
import { unsaved } from '../lib/unsaved.ts';
import { Shell } from './shell.tsx';

export type Context = {
  session: Session;
  service: Cognito;
  queries: QueryClient;
  signIn: ReturnType<typeof signingIn>;
  config: Config;
};

const root = createRootRouteWithContext<Context>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: z.optional(z.string()) }),
  beforeLoad: ({ context, search }) => {
    if (context.session.isSignedIn()) throw redirect({ href: within(search.next) });
  },
  component: lazyRouteComponent(() => import('../features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

/** Only a place of this site: a link must not lead on to another one after signing in. */
export const within = (next: string | undefined): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: ({ context, location }) => {
    // What is typed stays where it is, out of sight.
    if (context.session.isSignedIn() || unsaved.isHeld()) return;
    const { href } = location;
    throw redirect({ to: '/sign-in', search: href === '/' ? {} : { next: href } });
  },
  loader: ({ context }) => context.queries.ensureQueryData(meQuery),
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/work' });
  },
});

const work = createRoute({
  getParentRoute: () => signedIn,
  path: '/work',
  validateSearch: WorkSearch,
  component: lazyRouteComponent(() => import('../features/work/work-page.tsx'), 'WorkPage'),
});

const jobs = createRoute({
  getParentRoute: () => signedIn,
  path: '/jobs',
  validateSearch: JobsSearch,
  component: lazyRouteComponent(() => import('../features/jobs/jobs-page.tsx'), 'JobsPage'),
});

const job = createRoute({
  getParentRoute: () => signedIn,
  path: '/jobs/$jobId',
  validateSearch: JobSearch,
  component: lazyRouteComponent(() => import('../features/jobs/job-page.tsx'), 'JobPage'),
});

const seriesList = createRoute({
  getParentRoute: () => signedIn,
  path: '/series',
  validateSearch: SeriesListSearch,
  component: lazyRouteComponent(() => import('../features/series/series-list-page.tsx'), 'SeriesListPage'),
});

const newSeries = createRoute({
  getParentRoute: () => signedIn,
  path: '/series/new',
  validateSearch: NewSeriesSearch,
  component: lazyRouteComponent(() => import('../features/series/new-series-page.tsx'), 'NewSeriesPage'),
});

const series = createRoute({
  getParentRoute: () => signedIn,
  path: '/series/$seriesId',
  validateSearch: SeriesSearch,
  component: lazyRouteComponent(() => import('../features/series/series-page.tsx'), 'SeriesPage'),
});

const editSeries = createRoute({
  getParentRoute: () => signedIn,
  path: '/series/$seriesId/edit',
  component: lazyRouteComponent(() => import('../features/series/edit-series-page.tsx'), 'EditSeriesPage'),
});

const templates = createRoute({
  getParentRoute: () => signedIn,
  path: '/templates',
  validateSearch: TemplatesSearch,
  component: lazyRouteComponent(() => import('../features/templates/templates-page.tsx'), 'TemplatesPage'),
});

const template = createRoute({
  getParentRoute: () => signedIn,
  path: '/templates/$templateId',
  validateSearch: TemplateSearch,
  component: lazyRouteComponent(() => import('../features/templates/template-page.tsx'), 'TemplatePage'),
});

const clients = createRoute({
  getParentRoute: () => signedIn,
  path: '/clients',
  validateSearch: ClientListSearch,
  component: lazyRouteComponent(() => import('../features/clients/clients-page.tsx'), 'ClientsPage'),
});

const client = createRoute({
  getParentRoute: () => signedIn,
  path: '/clients/$clientId',
  validateSearch: ClientSearch,
  component: lazyRouteComponent(() => import('../features/clients/client-page.tsx'), 'ClientPage'),
});

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages',
  validateSearch: InboxSearch,
  component: lazyRouteComponent(() => import('../features/messages/inbox-page.tsx'), 'InboxPage'),
});

const newThread = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages/new',
  validateSearch: NewThreadSearch,
  component: lazyRouteComponent(() => import('../features/messages/new-thread-page.tsx'), 'NewThreadPage'),
});

const thread = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages/$threadId',
  component: lazyRouteComponent(() => import('../features/messages/thread-page.tsx'), 'ThreadPage'),
});

const chasing = createRoute({
  getParentRoute: () => signedIn,
  path: '/chasing',
  validateSearch: ChasingSearch,
  component: lazyRouteComponent(() => import('../features/requests/chasing-page.tsx'), 'ChasingPage'),
});

const newRequest = createRoute({
  getParentRoute: () => signedIn,
  path: '/requests/new',
  validateSearch: NewRequestSearch,
  component: lazyRouteComponent(() => import('../features/requests/new-request-page.tsx'), 'NewRequestPage'),
});

const request = createRoute({
  getParentRoute: () => signedIn,
  path: '/requests/$requestId',
  component: lazyRouteComponent(() => import('../features/requests/request-page.tsx'), 'RequestPage'),
});

const letters = createRoute({
  getParentRoute: () => signedIn,
  path: '/letters',
  validateSearch: LettersSearch,
  component: lazyRouteComponent(() => import('../features/letters/letters-page.tsx'), 'LettersPage'),
});

const letter = createRoute({
  getParentRoute: () => signedIn,
  path: '/letters/$letterId',
  component: lazyRouteComponent(() => import('../features/letters/letter-page.tsx'), 'LetterPage'),
});

const organizers = createRoute({
  getParentRoute: () => signedIn,
  path: '/organizers',
  validateSearch: OrganizersSearch,
  component: lazyRouteComponent(() => import('../features/organizers/organizers-page.tsx'), 'OrganizersPage'),
});

const newOrganizer = createRoute({
  getParentRoute: () => signedIn,
  path: '/organizers/new',
  validateSearch: NewOrganizerSearch,
  component: lazyRouteComponent(() => import('../features/organizers/new-organizer-page.tsx'), 'NewOrganizerPage'),
});

const organizer = createRoute({
  getParentRoute: () => signedIn,
  path: '/organizers/$organizerId',
  component: lazyRouteComponent(() => import('../features/organizers/organizer-page.tsx'), 'OrganizerPage'),
});

const onboardings = createRoute({
  getParentRoute: () => signedIn,
  path: '/onboarding',
  validateSearch: OnboardingsSearch,
  component: lazyRouteComponent(() => import('../features/onboarding/onboardings-page.tsx'), 'OnboardingsPage'),
});

const newOnboarding = createRoute({
  getParentRoute: () => signedIn,
  path: '/onboarding/new',
  component: lazyRouteComponent(() => import('../features/onboarding/new-onboarding-page.tsx'), 'NewOnboardingPage'),
});

const onboarding = createRoute({
  getParentRoute: () => signedIn,
  path: '/onboarding/$onboardingId',
  component: lazyRouteComponent(() => import('../features/onboarding/onboarding-page.tsx'), 'OnboardingPage'),
});

const questionnaires = createRoute({
  getParentRoute: () => signedIn,
  path: '/questionnaires',
  validateSearch: QuestionnairesSearch,
  component: lazyRouteComponent(
    () => import('../features/questionnaires/questionnaires-page.tsx'),
    'QuestionnairesPage',
  ),
});

const questionnaire = createRoute({
  getParentRoute: () => signedIn,
  path: '/questionnaires/$questionnaireId',
  validateSearch: QuestionnaireSearch,
  component: lazyRouteComponent(() => import('../features/questionnaires/questionnaire-page.tsx'), 'QuestionnairePage'),
});

const people = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  validateSearch: PeopleSearch,
  component: lazyRouteComponent(() => import('../features/people/people-page.tsx'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => signedIn,
  path: '/people/$contactId',
  component: lazyRouteComponent(() => import('../features/people/person-page.tsx'), 'PersonPage'),
});

const firm = createRoute({
  getParentRoute: () => signedIn,
  path: '/firm',
  validateSearch: FirmSearch,
  component: lazyRouteComponent(() => import('../features/firm/firm-page.tsx'), 'FirmPage'),
});

const member = createRoute({
  getParentRoute: () => signedIn,
  path: '/firm/team/$memberId',
  component: lazyRouteComponent(() => import('../features/firm/member-page.tsx'), 'MemberPage'),
});

const mailWords = createRoute({
  getParentRoute: () => signedIn,
  path: '/firm/mails/$mailKey',
  component: lazyRouteComponent(() => import('../features/firm/mail-words-page.tsx'), 'MailWordsPage'),
});

const letterWords = createRoute({
  getParentRoute: () => signedIn,
  path: '/firm/letters/$letterKey',
  component: lazyRouteComponent(() => import('../features/firm/letter-words-page.tsx'), 'LetterWordsPage'),
});

const mails = createRoute({
  getParentRoute: () => signedIn,
  path: '/mails',
  validateSearch: MailSearch,
  component: lazyRouteComponent(() => import('../features/mails/mails-page.tsx'), 'MailsPage'),
});

const notices = createRoute({
  getParentRoute: () => signedIn,
  path: '/notices',
  validateSearch: NoticeSearch,
  component: lazyRouteComponent(() => import('../features/notices/notices-page.tsx'), 'NoticesPage'),
});

const me = createRoute({
  getParentRoute: () => signedIn,
  path: '/me',
  component: lazyRouteComponent(() => import('../features/me/me-page.tsx'), 'MePage'),
});

const batch = createRoute({
  getParentRoute: () => signedIn,
  path: '/batches/$batchId',
  component: lazyRouteComponent(() => import('../features/batches/batch-page.tsx'), 'BatchPage'),
});

const imports = createRoute({
  getParentRoute: () => signedIn,
  path: '/imports',
  validateSearch: ImportsSearch,
  component: lazyRouteComponent(() => import('../features/imports/imports-page.tsx'), 'ImportsPage'),
});

const oneImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/imports/$importId',
  validateSearch: ImportSearch,
  component: lazyRouteComponent(() => import('../features/imports/import-page.tsx'), 'ImportPage'),
});

const conflicts = createRoute({
  getParentRoute: () => signedIn,
  path: '/conflicts',
  validateSearch: ConflictSearch,
  component: lazyRouteComponent(() => import('../features/conflicts/conflicts-page.tsx'), 'ConflictsPage'),
});

const conflictReport = createRoute({
  getParentRoute: () => signedIn,
  path: '/conflicts/$conflictId',
  component: lazyRouteComponent(() => import('../features/conflicts/report-page.tsx'), 'ReportPage'),
});

/** Around what is not there is the shell, to go on from. */
const nowhere = createRoute({
  getParentRoute: () => signedIn,
  path: '$',
  component: () => <Trouble isPage error={new Error('There is no such page. Choose one on the left, or search')} />,
});

const tree = root.addChildren([
  signIn,
  signedIn.addChildren([
    home,
    work,
    jobs,
    job,
    seriesList,
    newSeries,
    series,
    editSeries,
    templates,
    template,
    clients,
    client,
    inbox,
    newThread,
    thread,
    chasing,
    newRequest,
    request,
    letters,
    letter,
    organizers,
    newOrganizer,
    organizer,
    onboardings,
    newOnboarding,
    onboarding,
    questionnaires,
    questionnaire,
    people,
    person,
    firm,
    member,
    mailWords,
    letterWords,
    mails,
    notices,
    me,
    batch,
    imports,
    oneImport,
    conflicts,
    conflictReport,
    nowhere,
  ]),
]);

export const makeRouter = (context: Context) =>
  createRouter({
    routeTree: tree,
    context,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    // What is typed for one record is not another's.
    defaultRemountDeps: ({ params }) => params,
    defaultErrorComponent: ({ error, reset }) => <Trouble error={error} onRetry={reset} />,
    defaultNotFoundComponent: () => <Trouble error={new Error('There is no such page')} />,
  });

export type ConsoleRouter = ReturnType<typeof makeRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: ConsoleRouter;
  }
}
