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
  const strange = Object.keys(values).filter((name) => !named.some((part) => part.name === name || part.component.custom_id === name));
  if (strange.length > 0) {
    throw new Error(`expected only parts that the form has (${named.map(({ name }) => name).join(', ')}), got ${strange.join(', ')}`);
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

function fillPart(world: World, actor: Actor, { component, value, name }: Typed): FilledPart {
  const isRequired = component.required !== false;
  const refuse = (why: string): never => {
    throw new Error(`Discord does not let the form be sent: "${name}" ${why}`);
  };
  const inRange = (count: number, most: number): void => {
    const least = component.min_values ?? (isRequired ? 1 : 0);
    if ((count > 0 || isRequired) && (count < least || count > (component.max_values ?? most))) refuse(`has ${count} chosen`);
  };
  switch (component.type) {
    case componentTypes.textInput: {
      const text = value === undefined ? (component.value ?? '') : String(value);
      if (text === '' && isRequired) refuse('is required');
      if (text !== '' && lengthOf(text) < (component.min_length ?? 0)) refuse('is too short');
      if (lengthOf(text) > (component.max_length ?? 4000)) refuse('is too long');
      if (component.style === 1 && text.includes('\n')) refuse('has one line');
      return { data: { value: text }, resolved: {} };
    }
    case componentTypes.radioGroup: {
      const [chosen = null] = valuesOf(component, value, refuse);
      if (chosen === null && isRequired) refuse('is required');
      return { data: { value: chosen }, resolved: {} };
    }
    case componentTypes.checkbox:
      return { data: { value: value ?? component.default ?? false }, resolved: {} };
    case componentTypes.fileUpload: {
      const files = (Array.isArray(value) ? value : []) as readonly OwnFile[];
      inRange(files.length, 1);
      const kept = files.map((file) => storeFile(world, actor.channel.id, fileOf(file)));
      const attachments = Object.fromEntries(kept.map((attachment) => [attachment.id, attachment]));
      return { data: { values: kept.map(({ id }) => id) }, resolved: kept.length === 0 ? {} : { attachments } };
    }
    default: {
      const chosen = valuesOf(component, value, refuse);
      inRange(chosen.length, component.type === componentTypes.checkboxGroup ? (component.options?.length ?? 1) : 1);
      return { data: { values: chosen }, resolved: {} };
    }
  }
}

function valuesOf(component: Component, value: ModalValue | undefined, refuse: (why: string) => never): readonly string[] {
  const options = component.options ?? [];
  if (value === undefined) return options.flatMap((option) => (option.default === true ? [option.value] : []));
  const labels = (Array.isArray(value) ? value : [value]).map(String);
  return labels.map((label) => {
    const option = options.find((one) => one.label === label);
    return option === undefined ? refuse(`has no option "${label}"`) : option.value;
  });
}
