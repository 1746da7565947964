import { componentTypes } from '../codes.ts';
import type { Attachment, Component, Media } from '../wire.ts';

/** Components as the API gives them back: with ids, with defaults, and with attachments turned into addresses. */
export function storeComponents(
  components: readonly Component[],
  attachments: readonly Attachment[],
  id: () => string,
): readonly Component[] {
  const taken = new Set(idsOf(components));
  let last = 0;
  const nextId = () => {
    do last += 1;
    while (taken.has(last));
    return last;
  };

  const media = ({ url }: Media) => {
    const name = url.startsWith('attachment://') ? url.slice('attachment://'.length) : null;
    const file = attachments.find(({ filename }) => filename === name);
    const about = { id: id(), placeholder: null, placeholder_version: null, loading_state: 2, flags: 0 };
    if (file === undefined) return { ...about, url, proxy_url: url };
    return {
      ...about,
      url: file.url,
      proxy_url: file.proxy_url,
      content_type: file.content_type,
      attachment_id: file.id,
    };
  };

  const store = (component: Component): Component => {
    const { custom_id: customId, emoji, ...rest } = withoutNulls(component);
    const ownId = typeof component.id === 'number' && component.id > 0 ? component.id : nextId();
    return {
      ...defaultsOf(component),
      ...rest,
      id: ownId,
      ...(customId === undefined ? {} : { custom_id: customId }),
      ...(emoji === undefined ? {} : { emoji }),
      ...(component.components === undefined ? {} : { components: component.components.map(store) }),
      ...(component.accessory === undefined ? {} : { accessory: store(component.accessory) }),
      ...(component.media === undefined ? {} : { media: media(component.media) }),
      ...(component.file === undefined
        ? {}
        : { file: media(component.file), ...fileFacts(component.file, attachments) }),
      ...(component.items === undefined
        ? {}
        : {
            items: component.items.map((item) => ({
              description: null,
              spoiler: false,
              ...item,
              media: media(item.media),
            })),
          }),
    };
  };

  return components.map(store);
}

function* idsOf(components: readonly Component[]): Generator<number> {
  for (const { id, components: inner = [], accessory } of components) {
    if (typeof id === 'number') yield id;
    yield* idsOf(inner);
    if (accessory !== undefined) yield* idsOf([accessory]);
  }
}

function withoutNulls(component: Component): Component {
  const plain: Component = JSON.parse(JSON.stringify(component, (_, value: unknown) => value ?? undefined));
  return plain;
}

function defaultsOf({ type }: Component): Partial<Component> {
  switch (type) {
    case componentTypes.container:
      return { accent_color: null, spoiler: false };
    case componentTypes.separator:
      return { divider: true, spacing: 1 };
    case componentTypes.thumbnail:
      return { description: null, spoiler: false };
    case componentTypes.file:
      return { spoiler: false };
    case componentTypes.stringSelect:
      return { min_values: 1, max_values: 1 };
    default:
      return {};
  }
}

function fileFacts({ url }: Media, attachments: readonly Attachment[]) {
  const name = url.slice('attachment://'.length);
  return { name, size: attachments.find(({ filename }) => filename === name)?.size ?? null };
}
