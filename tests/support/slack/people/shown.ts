import type { Block, View } from '../wire.ts';
import { unescape } from '../world/entities.ts';
import type { StoredMessage, StoredView } from '../world/model.ts';
import { elementsOf } from '../world/state-values.ts';
import { withoutLiteral } from '../checks/check-message.ts';
import { readBlocks, readText } from './reading.ts';

/** A message as somebody sees it now. */
export interface ShownMessage {
  readonly ts: string;
  readonly threadTs: string | null;
  /** All that is to be read in it, in order, controls included. */
  readonly text: string;
  /** What notifications and screen readers have. */
  readonly fallback: string;
  readonly isEphemeral: boolean;
  readonly isStreaming: boolean;
  readonly isEdited: boolean;
  readonly buttons: readonly string[];
  /** Labels of all options of its menus. */
  readonly options: readonly string[];
  readonly files: readonly ShownFile[];
  /** Names of those whom it rings. */
  readonly pings: readonly string[];
  readonly blocks: readonly Block[];
}

export interface ShownFile {
  readonly name: string;
  readonly altText: string | null;
  readonly bytes: Buffer;
}

/** A modal or App Home as somebody sees it now. */
export interface ShownView {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly submit: string | null;
  readonly buttons: readonly string[];
  readonly options: readonly string[];
  /** Labels of its fields. */
  readonly fields: readonly string[];
  /** Errors by the label of the field that they stand at. */
  readonly errors: Readonly<Record<string, string>>;
  readonly body: View;
}

export function showMessage(message: StoredMessage): ShownMessage {
  const { ts, threadTs, text, blocks, files, onlyFor, streaming, editedTs, channel } = message;
  const { workspace } = channel;
  const everything = JSON.stringify([text, blocks], withoutLiteral);
  const pings = [...everything.matchAll(/<@([UW]0[A-Z0-9]+)|<!(channel|here|everyone)|"user_id":"([UW]0[A-Z0-9]+)"/g)];
  return {
    ts,
    threadTs,
    text: blocks.length === 0 ? readText(workspace, text) : readBlocks(workspace, blocks),
    fallback: readText(workspace, text),
    isEphemeral: onlyFor !== null,
    isStreaming: streaming,
    isEdited: editedTs !== null,
    ...controlsOf(blocks),
    files: files.map(({ name, altText, bytes }) => ({ name, altText, bytes: bytes ?? Buffer.alloc(0) })),
    pings: pings.map(([, user, many, rich]) => many ?? workspace.users.get(user ?? rich ?? '')?.name ?? 'somebody'),
    blocks,
  };
}

export function showView({ id, body, workspace, errors }: StoredView): ShownView {
  const inputs = body.blocks.filter(({ type }) => type === 'input');
  const labels = new Map(inputs.map(({ block_id, label }) => [block_id, unescape(label?.text ?? '')]));
  return {
    id,
    title: unescape(body.title?.text ?? ''),
    text: readBlocks(workspace, body.blocks),
    submit: body.submit === undefined || body.submit === null ? null : unescape(body.submit.text),
    ...controlsOf(body.blocks),
    fields: [...labels.values()],
    errors: Object.fromEntries(
      Object.entries(errors).map(([blockId, error]) => [labels.get(blockId) ?? blockId, error]),
    ),
    body,
  };
}

function controlsOf(blocks: readonly Block[]): {
  readonly buttons: readonly string[];
  readonly options: readonly string[];
} {
  const elements = blocks.flatMap(elementsOf);
  const buttons = elements.flatMap((one) =>
    typeof one.text === 'object' && /button/.test(one.type) ? [unescape(one.text.text)] : [],
  );
  const feedback = elements
    .flatMap((one) => [one.positive_button, one.negative_button])
    .filter((one) => one !== undefined);
  const options = elements.flatMap((one) => one.options ?? (one.option_groups ?? []).flatMap((group) => group.options));
  return {
    buttons: [...buttons, ...feedback.map(({ text }) => unescape(text.text))],
    options: options.map(({ text }) => unescape(text.text)),
  };
}
