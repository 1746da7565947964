import type { Log } from '#core/ports/log.ts';
import type { View } from '#core/view.ts';
import { saveFiles } from './files.ts';
import type { Page } from './render.ts';
import { render } from './render.ts';

/** A view as text, after the files in it have been saved. */
export async function draw(view: View, page: Omit<Page, 'savedAt'>, log: Log): Promise<string> {
  return render(view, { ...page, savedAt: await saveFiles(view, log) });
}
