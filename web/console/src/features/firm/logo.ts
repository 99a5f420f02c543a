/** As the API takes it. */
const mostBytes = 100 * 1024;
/** Four times as sharp as it is shown. */
const box = { width: 640, height: 160 } as const;

const asUrl = (blob: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(new Error('This file cannot be read. Choose it again')));
    reader.readAsDataURL(blob);
  });

/** The same picture, no larger than it is ever shown. */
async function smaller(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, box.width / bitmap.width, box.height / bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return picture ?? file;
}

/** A logo from a file, as a data URL that the firm’s record takes. */
export async function logoOf(file: Blob): Promise<string> {
  const isKind = file.type === 'image/png' || file.type === 'image/jpeg';
  if (!isKind) throw new Error('Choose a PNG or a JPEG');
  const fits = file.size <= mostBytes ? file : await smaller(file).catch(() => file);
  if (fits.size > mostBytes) throw new Error('This picture is too large for a logo. Choose one of at most 100 KB');
  return asUrl(fits);
}
