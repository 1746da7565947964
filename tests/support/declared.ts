import type { CommandDeclaration } from '#core/command.ts';

/** A command's declaration with what most commands have. */
export const declared = (
  command: Pick<CommandDeclaration, 'name' | 'summary' | 'options'> & Partial<CommandDeclaration>,
): CommandDeclaration => ({ replies: 'in-place', askedBy: 'everyone', onMessage: null, ...command });
