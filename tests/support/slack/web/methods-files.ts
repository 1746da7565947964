import { checkMessage } from '../checks/check-message.ts';
import { isObject } from '../checks/check-text.ts';
import type { Fields } from '../wire.ts';
import { asText } from '../wire.ts';
import { fileJson } from '../world/file-json.ts';
import { postMessage } from '../world/messages.ts';
import type { StoredFile } from '../world/model.ts';
import { channelForPosting } from '../world/places.ts';
import type { Call, Method } from './method.ts';
import { tiers } from './method.ts';
import { slackError } from './slack-error.ts';

const writing = ['files:write'];

/** Methods about files. */
export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': { scopes: writing, perMinute: tiers.four, run: getUploadUrl },
  'files.completeUploadExternal': { scopes: writing, perMinute: tiers.four, run: complete },
  'files.info': { scopes: ['files:read'], perMinute: tiers.four, run: info },
  'files.delete': { scopes: writing, perMinute: tiers.three, run: remove },
};

function getUploadUrl({ world, workspace, args }: Call): Fields {
  const name = args.need('filename');
  const length = Number(args.need('length'));
  if (!Number.isInteger(length) || length < 1) throw slackError('invalid_arguments');
  const altText = args.text('alt_text') ?? args.text('alt_txt') ?? null;
  if (/\.(?:png|jpe?g|gif|svg)$/i.test(name) && altText === null)
    world.complaints.push(`files.getUploadURLExternal: ${name} has no alternative text`);
  const file: StoredFile = {
    id: world.id('F'),
    workspace,
    name,
    title: name,
    userId: workspace.bot.id,
    length,
    bytes: null,
    altText,
    snippetType: args.text('snippet_type') ?? null,
    complete: false,
  };
  world.files.set(file.id, file);
  return { upload_url: `${world.origin}/upload/v1/${file.id}-${world.secret()}`, file_id: file.id };
}

function complete(call: Call): Fields {
  const { world, workspace, args } = call;
  const wanted = [args.json('files', 'invalid_arguments')].flat().filter(isObject);
  const files = wanted.map(({ id, title }) => {
    const file = world.files.get(asText(id));
    if (file === undefined || file.workspace !== workspace || file.complete) throw slackError('file_not_found');
    if (file.bytes === null) throw slackError('file_update_failed');
    file.title = typeof title === 'string' ? title : file.name;
    return file;
  });
  const channelId = args.text('channel_id');
  if (channelId !== undefined) share(call, channelId, files);
  for (const file of files) file.complete = true;
  return { files: files.map((file) => fileJson(world, file)) };
}

function share({ world, workspace, name, args }: Call, channelId: string, files: readonly StoredFile[]): void {
  // Unlike chat.postMessage, this takes no ids of users.
  if (!/^[CDG]/.test(channelId)) throw slackError('channel_not_found');
  const channel = channelForPosting(world, workspace, channelId);
  const text = args.text('initial_comment') ?? '';
  const threadTs = args.text('thread_ts') ?? null;
  if (threadTs !== null && !channel.messages.has(threadTs) && !channel.threads.has(threadTs))
    throw slackError('thread_not_found');
  if (text !== '') checkMessage(world, name, { text });
  postMessage(world, { channel, userId: workspace.bot.id, text, files, threadTs });
}

function fileOf({ world, workspace, args }: Call): StoredFile {
  const file = world.files.get(args.need('file'));
  if (file === undefined || file.workspace !== workspace) throw slackError('file_not_found');
  return file;
}

function info(call: Call): Fields {
  return { file: fileJson(call.world, fileOf(call)), comments: [], response_metadata: { next_cursor: '' } };
}

function remove(call: Call): Fields {
  const file = fileOf(call);
  if (file.userId !== call.workspace.bot.id) throw slackError('cant_delete_file');
  call.world.files.delete(file.id);
  return {};
}
