/**
 * Makes a schema of the document judge with one clear message instead of forty: a union of components is decided by `type`, what may
 * be null is decided by being null. Also takes permissions as the strings that they are, which the document types as integers.
 * To be given to JSON.parse as its reviver.
 */
export function readable(key: string, value: unknown): unknown {
  if (permissionKeys.has(key) && isSchema(value)) return eitherWay(value);
  if (!isSchema(value)) return value;
  const union = value['oneOf'] ?? value['anyOf'];
  if (!Array.isArray(union)) return value;
  const members: readonly Schema[] = union;
  const rest = { ...value };
  delete rest['oneOf'];
  delete rest['anyOf'];
  const others = members.filter((member) => member['type'] !== 'null');
  if (others.length < members.length) {
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    return { ...rest, if: { not: { type: 'null' } }, then: others.length === 1 ? others[0] : byType(others) };
  }
  return { ...rest, ...byType(others) };
}

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The `type` numbers of what a reference means, by how the document calls it. The reviver sees schemas before their referents. */
function byType(members: readonly Schema[]): Schema {
  if (members.every((member) => 'const' in member)) return { enum: members.map((member) => member['const']) };
  const cases = members.map((member) => ({ member, types: typesByName(JSON.stringify(member['$ref'] ?? '')) }));
  const known = cases.flatMap(({ types }) => types ?? []);
  if (cases.some(({ types }) => types === undefined)) return { anyOf: members };
  return {
    allOf: [
      { type: 'object', properties: { type: { enum: known } }, required: ['type'] },
      ...cases.map(({ member, types }) => ({
        if: { properties: { type: { enum: types } }, required: ['type'] },
        // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
        then: member,
      })),
    ],
  };
}

function typesByName(reference: string): readonly number[] | undefined {
  const name = reference.split('/').at(-1)?.replaceAll('"', '') ?? '';
  return tagged.find(([pattern]) => pattern.test(name))?.[1];
}

const tagged: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^ActionRowComponent/, [1]],
  [/^ButtonComponent/, [2]],
  [/^StringSelectComponent/, [3]],
  [/^TextInputComponent/, [4]],
  [/^UserSelectComponent/, [5]],
  [/^RoleSelectComponent/, [6]],
  [/^MentionableSelectComponent/, [7]],
  [/^ChannelSelectComponent/, [8]],
  [/^SectionComponent/, [9]],
  [/^TextDisplayComponent/, [10]],
  [/^ThumbnailComponent/, [11]],
  [/^MediaGalleryComponent/, [12]],
  [/^FileComponent/, [13]],
  [/^SeparatorComponent/, [14]],
  [/^ContainerComponent/, [17]],
  [/^LabelComponent/, [18]],
  [/^FileUploadComponent/, [19]],
  [/^RadioGroupComponent/, [21]],
  [/^CheckboxGroupComponent/, [22]],
  [/^CheckboxComponent/, [23]],
  [/^ApplicationCommandSubcommandOption$/, [1]],
  [/^ApplicationCommandSubcommandGroupOption$/, [2]],
  [/^ApplicationCommandStringOption$/, [3]],
  [/^ApplicationCommandIntegerOption$/, [4]],
  [/^ApplicationCommandBooleanOption$/, [5]],
  [/^ApplicationCommandUserOption$/, [6]],
  [/^ApplicationCommandChannelOption$/, [7]],
  [/^ApplicationCommandRoleOption$/, [8]],
  [/^ApplicationCommandMentionableOption$/, [9]],
  [/^ApplicationCommandNumberOption$/, [10]],
  [/^ApplicationCommandAttachmentOption$/, [11]],
  [/^PongInteractionCallbackRequest$/, [1]],
  [/^CreateMessageInteractionCallbackRequest$/, [4, 5]],
  [/^UpdateMessageInteractionCallbackRequest$/, [6, 7]],
  [/^ApplicationCommandAutocompleteCallbackRequest$/, [8]],
  [/^ModalInteractionCallbackRequest$/, [9]],
  [/^LaunchActivityInteractionCallbackRequest$/, [12]],
  [/^SocialLayerSKUPurchaseEligibilityInteractionCallbackRequest$/, [13]],
];

const permissionKeys = new Set(['default_member_permissions', 'permissions', 'allow', 'deny']);

function eitherWay(schema: Schema): Schema {
  const types = [schema['type']].flat();
  if (!types.includes('integer')) return schema;
  return { type: [...types, 'string'], pattern: String.raw`^\d+$` };
}
