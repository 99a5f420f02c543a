import { notifications } from '@mantine/notifications';
import { messageOf } from './problem.ts';

export const tell = (message: string): void => void notifications.show({ message, color: 'green' });

/** What went wrong, in words to act on: stays until it is read. */
export const tellTrouble = (error: unknown): void =>
  void notifications.show({ message: messageOf(error), color: 'red', autoClose: 15_000, role: 'alert' });
