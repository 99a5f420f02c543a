/** What the page has made, as a file of this device. */
export function keepFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replaceAll(/[/\\:]/g, '-');
  link.click();
  URL.revokeObjectURL(url);
}
