import type { ScorePage } from '../../state/score-page.svelte.ts';
import { solutionFile, type ExportFormat } from '../../state/solution-files.ts';
import { saveFile } from '../../ui/save-file.ts';
import { solutionImage, type PictureFormat } from './picture.ts';

/** Offers the present solution as a file: as text, or as a picture of what the page shows. */
export async function saveSolution(
  page: ScorePage,
  format: ExportFormat | PictureFormat,
): Promise<void> {
  const { name, content } =
    format === 'svg' || format === 'png'
      ? await solutionImage(page.exported, format)
      : solutionFile(page.exported, format);
  saveFile(name, content);
}
