import type { Fields } from '../wire.ts';
import type { StoredFile, World } from './model.ts';

/** A file as Slack describes it to apps. */
export function fileJson(world: World, file: StoredFile): Fields {
  const { id, name, title, userId, length, snippetType, workspace } = file;
  const extension = name.split('.').at(-1) ?? '';
  const [filetype, mimetype, pretty] = kinds[extension] ?? ['binary', 'application/octet-stream', 'Binary'];
  const isSnippet = snippetType !== null;
  const base = `${world.origin}/files-pri/${workspace.id}-${id}`;
  return {
    id,
    created: Math.floor(world.clock.now() / 1000),
    timestamp: Math.floor(world.clock.now() / 1000),
    name,
    title,
    mimetype,
    filetype: snippetType ?? filetype,
    pretty_type: pretty,
    user: userId,
    user_team: workspace.id,
    editable: isSnippet,
    size: length,
    mode: isSnippet ? 'snippet' : 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${base}/${encodeURIComponent(name)}`,
    url_private_download: `${base}/download/${encodeURIComponent(name)}`,
    permalink: `https://${workspace.domain}.slack.com/files/${userId}/${id}/${encodeURIComponent(name)}`,
    has_rich_preview: false,
    file_access: 'visible',
    ...(file.altText === null ? {} : { alt_txt: file.altText }),
  };
}

const kinds: Readonly<Record<string, readonly [filetype: string, mimetype: string, pretty: string]>> = {
  py: ['python', 'text/x-python', 'Python'],
  txt: ['text', 'text/plain', 'Plain Text'],
  md: ['markdown', 'text/markdown', 'Markdown'],
  png: ['png', 'image/png', 'PNG'],
  svg: ['svg', 'image/svg+xml', 'SVG'],
  json: ['json', 'application/json', 'JSON'],
};
