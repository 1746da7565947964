import type { Picture } from '../picture.ts';

/** Turns pictures into images, for bots whose platform shows them. */
export interface Draw {
  /**
   * Called when a view with a picture is sent. Gives an opaque PNG, 900 pixels wide, that reads at the width of a phone
   * and on any ground; the same picture gives the same bytes. Never blocks the caller's thread. Rejects when it cannot be
   * drawn or takes too long: the words of the block say the same, so the view is sent without the image then.
   */
  png(picture: Picture): Promise<Uint8Array>;
}
