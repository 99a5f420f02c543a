import type { Folder } from './folders.ts';

/** What people read for how open a folder is. */
export const opennessWords = (client: string): Record<Folder['shown'], string> => ({
  firm: 'The firm only',
  'client-can-view': `The ${client} can look`,
  'client-can-add': `The ${client} can look and add`,
});

/** From the narrowest. */
export const openness: readonly Folder['shown'][] = ['firm', 'client-can-view', 'client-can-add'];

export const retentionWords: Record<Folder['kept'], string> = {
  none: 'No period',
  'payroll-records': 'Payroll records, 4 years',
  'client-records': 'Client records, 5 years',
  'tax-workpapers': 'Tax workpapers, 7 years',
  'legal-files': 'Legal files, 7 years',
  'estate-and-trust': 'Estates and trusts, 10 years',
};

export const retentionChoices = Object.entries(retentionWords).map(([value, label]) => ({ value, label }));
