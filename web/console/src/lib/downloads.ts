import { keepFile } from '../../../shared/keeping.ts';
import { read } from './http.ts';
import { unsaved } from './unsaved.ts';

/** The file comes as an attachment, so that the page stays. */
export const takeFile = (url: string): void => unsaved.whileStaying(() => location.assign(url));

export async function downloadDocument(id: string, version?: number): Promise<void> {
  const { url } = await read<{ url: string }>(`/v1/documents/${id}/download`, { version });
  takeFile(url);
}

/** Text as a file of this device. */
export const keepText = (name: string, type: string, text: string): void => keepFile(name, new Blob([text], { type }));
