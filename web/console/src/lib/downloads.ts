import { read } from './http.ts';

/** The file comes as an attachment, so that the page stays. */
export async function downloadDocument(id: string, version?: number): Promise<void> {
  const { url } = await read<{ url: string }>(`/v1/documents/${id}/download`, { version });
  location.assign(url);
}

/** Text as a file of this device. */
export const keepText = (name: string, type: string, text: string): void => keepFile(name, new Blob([text], { type }));

/** What the page has made, as a file of this device. */
export function keepFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replaceAll(/[/\\:]/g, '-');
  link.click();
  URL.revokeObjectURL(url);
}
