import { picture } from '../i18n/picture.ts';

/**
 * An SVG as a PNG of `scale` pixels a unit. Rejects with a sentence for the visitor where the browser
 * can't draw it.
 */
export async function rasterize(svg: Blob, scale: number): Promise<Blob> {
  const url = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((png) => {
        if (png) resolve(png);
        else reject(new Error(picture().tooLarge));
      });
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
