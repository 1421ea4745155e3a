import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** Where the references are kept, relative to the repository. */
export const referenceFolder = 'tests/browser/screens/references';

/** References are this much smaller than what they picture: letters blur, what stands where does not. */
const reduction = 4;
const quality = 0.6;
/** What is compared at once, in pixels of a reference: as large as two letters and more. */
const tile = 16;
/**
 * How far a tile's colours may be off on average, of 255. Compression and letters' edges stay far
 * under it; a number that is gone is over it.
 */
const mostDifference = 4;

/** A decoded picture; `rgba` is row by row. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Buffer;
}

/** Makes and compares references in a page of its own, which decodes pictures as browsers do. */
export class PictureComparer {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(browser: Browser): Promise<PictureComparer> {
    return new PictureComparer(await browser.newPage());
  }

  /** A screenshot as it is kept: reduced, as WebP. */
  async reduce(png: Buffer): Promise<Buffer> {
    const webp = await this.#page.evaluate(
      async ([source, factor, encoding]) => {
        const picture = await createImageBitmap(await (await fetch(source)).blob());
        const [width, height] = [picture.width / factor, picture.height / factor].map(Math.round);
        const canvas = new OffscreenCanvas(width ?? 0, height ?? 0);
        const context = canvas.getContext('2d');
        if (!context) throw new Error('There is no canvas.');
        context.imageSmoothingQuality = 'high';
        context.drawImage(picture, 0, 0, canvas.width, canvas.height);
        const blob = await canvas.convertToBlob({ type: 'image/webp', quality: encoding });
        return [...new Uint8Array(await blob.arrayBuffer())];
      },
      [dataUrl(png, 'png'), reduction, quality] as const,
    );
    return Buffer.from(webp);
  }

  /** Null where a screenshot looks like the reference of its name, else a clause that says how it does not. */
  async difference(name: string, png: Buffer): Promise<string | null> {
    const path = join(referenceFolder, `${name}.webp`);
    if (!existsSync(path)) return 'has no reference';
    const kept = await this.#pixels(readFileSync(path));
    const found = await this.#pixels(await this.reduce(png));
    if (kept.width !== found.width || kept.height !== found.height) return 'has another size';
    const { difference, x, y } = worstTile(kept, found);
    if (difference <= mostDifference) return null;
    const place = `(${x * reduction}, ${y * reduction})`;
    return `differs by ${difference.toFixed(1)} of 255, most of all at ${place}`;
  }

  async #pixels(webp: Buffer): Promise<Pixels> {
    const { width, height, url } = await this.#page.evaluate(
      async (source) => {
        const picture = await createImageBitmap(await (await fetch(source)).blob());
        const { width, height } = picture;
        const context = new OffscreenCanvas(width, height).getContext('2d');
        if (!context) throw new Error('There is no canvas.');
        context.drawImage(picture, 0, 0);
        const reader = new FileReader();
        reader.readAsDataURL(new Blob([context.getImageData(0, 0, width, height).data]));
        await new Promise((resolve) => reader.addEventListener('load', resolve));
        return { width, height, url: reader.result as string };
      },
      dataUrl(webp, 'webp'),
    );
    return { width, height, rgba: Buffer.from(url.slice(url.indexOf(',') + 1), 'base64') };
  }
}

/** The tile of two pictures of one size that differs most, and where it begins. */
function worstTile(a: Pixels, b: Pixels): { difference: number; x: number; y: number } {
  let worst = { difference: 0, x: 0, y: 0 };
  for (let y = 0; y < a.height; y += tile) {
    for (let x = 0; x < a.width; x += tile) {
      const difference = tileDifference(a, b, x, y);
      if (difference > worst.difference) worst = { difference, x, y };
    }
  }
  return worst;
}

/** How far the colours of a tile are off, on average over red, green and blue of its pixels. */
function tileDifference(a: Pixels, b: Pixels, left: number, top: number): number {
  const [right, bottom] = [Math.min(left + tile, a.width), Math.min(top + tile, a.height)];
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let at = 4 * (y * a.width + left); at < 4 * (y * a.width + right); at += 4) {
      for (const i of [at, at + 1, at + 2]) sum += Math.abs((a.rgba[i] ?? 0) - (b.rgba[i] ?? 0));
    }
  }
  // Over a whole tile, also where the picture ends before.
  return sum / (3 * tile * tile);
}

function dataUrl(bytes: Buffer, type: string): string {
  return `data:image/${type};base64,${bytes.toString('base64')}`;
}
