import type { Page } from 'playwright-core';
import { type aClientWithPortal, linkMailedTo } from '../cloud/portal-link.ts';
import type { Running } from '../cloud/running.ts';

type Firm = Awaited<ReturnType<typeof aClientWithPortal>>;
const title = 'Everything of last year';

/** A request for files, mailed at once whenever this runs. */
export async function aRequestForFiles({ call, clientId, contactId }: Firm): Promise<void> {
  const { member } = await call('GET', '/v1/me');
  await call('PATCH', `/v1/team/${member.id}`, { title: 'Partner' });
  const always = { mailHours: { from: '00:00', to: '24:00' }, workingDays: { weekend: [] } };
  await call('PATCH', '/v1/firm', { phone: '303-555-0100', ...always });
  await call('POST', `/v1/clients/${clientId}/requests`, {
    title,
    dueOn: '2027-12-01',
    contactIds: [contactId],
    items: [{ title: 'Scan of the archive', asks: { kind: 'upload', accept: ['pdf'] } }],
    send: 'now',
  });
}

/** Opens the page by the link in the mail, and on it what is asked for. */
export async function openRequest(cloud: Running, page: Page): Promise<void> {
  await page.goto((await linkMailedTo(cloud, 'odile@halcyon.example')).href);
  await page.getByRole('button', { name: 'Open my page' }).click();
  await page.getByRole('link', { name: new RegExp(title) }).click();
}

/** A file as the page shows it. */
export const shownIn = (page: Page, name: string) => page.locator('.file', { hasText: name });
