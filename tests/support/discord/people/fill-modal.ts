import { componentTypes } from '../codes.ts';
import { lengthOf } from '../checks/problem.ts';
import type { Component, ModalBody } from '../wire.ts';
import { storeFile } from '../world/messages.ts';
import type { World } from '../world/model.ts';
import type { Actor } from '../world/start-interaction.ts';
import type { OwnFile, Resolved } from './fill-options.ts';
import { fileOf, merge } from './fill-options.ts';

/** What somebody puts into a part of a modal: text, labels of options, a tick, or files. */
export type ModalValue = string | readonly string[] | boolean | readonly OwnFile[];

/** The data of a submitted modal. */
export interface FilledModal {
  readonly custom_id: string;
  readonly components: readonly unknown[];
  readonly resolved?: Resolved;
}

/** Fills in a modal by the labels (or custom ids) of its parts, as Discord's client does; throws what it would not let pass. */
export function fillModal(world: World, actor: Actor, wish: ModalWish): FilledModal {
  const { modal, values } = wish;
  const named = modal.components.flatMap(partsOf);
  const strange = Object.keys(values).filter(
    (name) => !named.some((part) => part.name === name || part.component.custom_id === name),
  );
  if (strange.length > 0) {
    throw new Error(
      `expected only parts that the form has (${named.map(({ name }) => name).join(', ')}), got ${strange.join(', ')}`,
    );
  }
  let resolved: Resolved = {};
  let lastId = 0;
  const nextId = () => (lastId += 1);

  const fill = (component: Component): unknown => {
    const { type } = component;
    const id = component.id ?? nextId();
    if (type === componentTypes.text) return { type, id };
    if (component.components !== undefined) return { type, id, components: component.components.map(fill) };
    if (component.component !== undefined) return { type, id, component: fill(component.component) };
    const name = named.find((part) => part.component === component)?.name ?? '';
    const value = values[name] ?? values[component.custom_id ?? ''];
    const filled = fillPart(world, actor, { component, value, name });
    resolved = merge(resolved, filled.resolved);
    return { type, id, custom_id: component.custom_id, ...filled.data };
  };

  const components = modal.components.map(fill);
  return { custom_id: modal.custom_id, components, ...(Object.keys(resolved).length === 0 ? {} : { resolved }) };
}

export interface ModalWish {
  readonly modal: ModalBody;
  readonly values: Readonly<Record<string, ModalValue>>;
}

interface Part {
  readonly name: string;
  readonly component: Component;
}

function partsOf({ type, label, component, components = [] }: Component): readonly Part[] {
  if (type === componentTypes.label && component !== undefined) return [{ name: label ?? '', component }];
  return components.map((inner) => ({ name: inner.label ?? '', component: inner }));
}

interface FilledPart {
  readonly data: Readonly<Record<string, unknown>>;
  readonly resolved: Resolved;
}

interface Typed extends Part {
  readonly value: ModalValue | undefined;
}

function fillPart(world: World, actor: Actor, typed: Typed): FilledPart {
  switch (typed.component.type) {
    case componentTypes.textInput:
      return { data: { value: textOf(typed) }, resolved: {} };
    case componentTypes.radioGroup: {
      const [chosen = null] = valuesOf(typed);
      if (chosen === null && isRequired(typed)) refuse(typed, 'is required');
      return { data: { value: chosen }, resolved: {} };
    }
    case componentTypes.checkbox:
      return { data: { value: typed.value ?? typed.component.default ?? false }, resolved: {} };
    case componentTypes.fileUpload:
      return attach(world, actor, typed);
    default:
      return choose(typed);
  }
}

function choose(typed: Typed): FilledPart {
  const { type, options = [] } = typed.component;
  const chosen = valuesOf(typed);
  checkCount(typed, chosen.length, type === componentTypes.checkboxGroup ? options.length : 1);
  return { data: { values: chosen }, resolved: {} };
}

const isRequired = ({ component }: Typed): boolean => component.required !== false;

function refuse({ name }: Typed, why: string): never {
  throw new Error(`Discord does not let the form be sent: "${name}" ${why}`);
}

function checkCount(typed: Typed, count: number, most: number): void {
  if (count === 0 && !isRequired(typed)) return;
  const { min_values: least, max_values: allowed } = typed.component;
  if (count < (least ?? 1) || count > (allowed ?? most)) refuse(typed, `has ${count} chosen`);
}

function textOf(typed: Typed): string {
  const { component, value } = typed;
  const text = typeof value === 'string' ? value : (component.value ?? '');
  if (text === '') return isRequired(typed) ? refuse(typed, 'is required') : text;
  const length = lengthOf(text);
  if (length < (component.min_length ?? 0)) refuse(typed, 'is too short');
  if (length > (component.max_length ?? 4000)) refuse(typed, 'is too long');
  if (component.style === 1 && text.includes('\n')) refuse(typed, 'has one line');
  return text;
}

function attach(world: World, actor: Actor, typed: Typed): FilledPart {
  const { value } = typed;
  const files = Array.isArray(value) ? value.filter((one) => typeof one === 'object') : [];
  checkCount(typed, files.length, 1);
  const kept = files.map((file) => storeFile(world, actor.channel.id, fileOf(file)));
  const attachments = Object.fromEntries(kept.map((attachment) => [attachment.id, attachment]));
  return { data: { values: kept.map(({ id }) => id) }, resolved: kept.length === 0 ? {} : { attachments } };
}

function valuesOf(typed: Typed): readonly string[] {
  const { component, value } = typed;
  const options = component.options ?? [];
  if (value === undefined) return options.flatMap((option) => (option.default === true ? [option.value] : []));
  const labels = Array.isArray(value) ? value : [value];
  return labels.map((label) => {
    const option = options.find((one) => one.label === label);
    return option === undefined ? refuse(typed, `has no option "${String(label)}"`) : option.value;
  });
}
