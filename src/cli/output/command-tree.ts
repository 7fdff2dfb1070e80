import type { Command } from 'commander';

/** What a shell can complete of a command. */
export interface CommandNode {
  /** The words that lead to it; empty for the program itself. */
  readonly path: readonly string[];
  readonly commands: readonly CompletedWord[];
  readonly options: readonly CompletedOption[];
  /** Values of its first argument, where there is a list. */
  readonly values: readonly string[];
  readonly children: readonly CommandNode[];
}

export interface CompletedWord {
  readonly word: string;
  readonly description: string;
}

export interface CompletedOption {
  /** `--json`, `-a`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Whether a value follows. */
  readonly takesValue: boolean;
  /** The values that there are; empty where anything may follow. */
  readonly values: readonly string[];
  /** A file or folder follows. */
  readonly isFile: boolean;
}

/** A command with everything below it. Options of the program are taken everywhere. */
export function describeCommand(command: Command, path: readonly string[] = []): CommandNode {
  const help = command.createHelp();
  const own = help.visibleOptions(command);
  const shared =
    path.length === 0 ? [] : help.visibleOptions(rootOf(command)).filter(({ long }) => long !== '--version');
  const options = [...own, ...shared.filter(({ long }) => own.every((option) => option.long !== long))];
  return {
    path,
    commands: help
      .visibleCommands(command)
      .map((child) => ({ word: child.name(), description: child.description() })),
    options: options.map((option) => ({
      flags: [option.long, option.short].filter((flag) => flag !== undefined),
      description: option.description,
      takesValue: option.required || option.optional,
      values: option.argChoices ?? [],
      isFile: /<(?:file|folder)>/u.test(option.flags),
    })),
    values: command.registeredArguments[0]?.argChoices ?? [],
    children: command.commands.map((child) => describeCommand(child, [...path, child.name()])),
  };
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

/** A node and all below it. */
export function everyNode(node: CommandNode): CommandNode[] {
  return [node, ...node.children.flatMap(everyNode)];
}
