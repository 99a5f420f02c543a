import { read } from './http.ts';

/** The file comes as an attachment, so that the page stays. */
export async function downloadDocument(id: string): Promise<void> {
  const { url } = await read<{ url: string }>(`/v1/documents/${id}/download`);
  location.assign(url);
}

/** Text as a file of this device. */
export function keepText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replaceAll(/[/\\:]/g, '-');
  link.click();
  URL.revokeObjectURL(url);
}
