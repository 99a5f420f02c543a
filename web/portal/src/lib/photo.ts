import type { PhotoPage } from './pdf.ts';

/** Sharp enough to read small print on a sheet, and a tenth of what a camera makes. */
const longestSide = 2200;
const quality = 0.8;

/** Turned by quarters, clockwise. */
export type Turns = 0 | 1 | 2 | 3;
export const turned = (turns: Turns): Turns => ((turns + 1) % 4) as Turns;

const blobOf = (canvas: HTMLCanvasElement) =>
  new Promise<Blob>((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No picture came of it'))), 'image/jpeg', quality),
  );

/** A photo upright as the camera says that it was held, then turned by hand, as a page. */
export async function pageOf(photo: Blob, turns: Turns): Promise<PhotoPage & { picture: Blob }> {
  const bitmap = await createImageBitmap(photo, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const [across, down] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale))) as [
    number,
    number,
  ];
  const canvas = document.createElement('canvas');
  const isAcross = turns % 2 === 1;
  canvas.width = isAcross ? down : across;
  canvas.height = isAcross ? across : down;
  const context = canvas.getContext('2d')!;
  // What is transparent would be black in a JPEG.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((turns * Math.PI) / 2);
  context.drawImage(bitmap, -across / 2, -down / 2, across, down);
  bitmap.close();
  const picture = await blobOf(canvas);
  const jpeg = new Uint8Array(await picture.arrayBuffer());
  return { jpeg, width: canvas.width, height: canvas.height, picture };
}
