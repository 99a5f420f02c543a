/** What is wrong with a template, and where: an error keeps it from being published, a warning does not. */
export type Fault = { path: string; message: string; weight: 'error' | 'warning' };

export const error = (path: string, message: string): Fault => ({ path, message, weight: 'error' });
export const warning = (path: string, message: string): Fault => ({ path, message, weight: 'warning' });
