import type { Table } from '../../shared/table/table.ts';
import { askedByOrganizer } from '../requests/asked-for-task.ts';
import { settle } from '../requests/settling.ts';
import { isOver } from './organizer.ts';
import { organizers } from './store.ts';

/**
 * The client has answered it, it was accepted, or it was called off. That the answers are good the job knows by the
 * questionnaire’s key; of an organizer that went back meanwhile nothing is told.
 */
export const onOrganizerSettled = (table: Table, organizerId: string): Promise<void> =>
  settle(table, organizerId, async (records) => {
    const organizer = await records.find(organizers, organizerId);
    if (!organizer || !(isOver(organizer) || organizer.status === 'submitted')) return undefined;
    const isGood = organizer.status === 'accepted';
    const fact = isGood ? `organizer.${organizer.questionnaire.key}` : undefined;
    return { asked: askedByOrganizer(organizer), fact };
  });
