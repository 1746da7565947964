import type { Api } from './api.ts';
import type { SlackMessage } from './render/payload.ts';

interface Place {
  readonly channel: string;
  readonly thread: string | null;
}

/** Sends the files of a reply behind its messages, once however often the reply is shown. */
export function shareFiles(api: Api): (messages: readonly SlackMessage[], place: Place) => Promise<void> {
  let state: 'to be shared' | 'shared' = 'to be shared';
  return async (messages, place) => {
    const files = messages.flatMap((message) => message.files);
    if (files.length === 0 || state === 'shared') return;
    state = 'shared';
    const uploaded = await Promise.all(
      files.map(async ({ name, content }) => {
        const id = await api.upload({ name, content: new TextEncoder().encode(content), words: null });
        return { id, title: name };
      }),
    );
    await api.share(uploaded, place);
  };
}
