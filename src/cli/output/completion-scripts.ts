import { everyNode, type CommandNode, type CompletedOption } from './command-tree.ts';

/** The shells that a script is made for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * The script that completes the program in a shell.
 *
 * @param clone the folder of the clone whose sources run: there is no command of that name, so that the script defines it
 */
export function completionScript(shell: Shell, program: CommandNode, clone: string | null): string {
  const script = { bash, zsh, fish }[shell](program);
  if (clone === null) return script;
  return `${commandOfClone(shell, clone)}${script.replace(/^#compdef .*\n/u, COMPINIT)}`;
}

/** The command `woo-odoo` on the sources of a clone, from whatever folder it is typed in. */
function commandOfClone(shell: Shell, clone: string): string {
  // In bash and zsh a quotation mark ends the text, stands alone and begins it again; fish escapes it.
  const folder = shell === 'fish' ? quoted(clone) : `'${clone.replaceAll("'", `'\\''`)}'`;
  const call = `node ${folder}/scripts/bootstrap.mjs src/bin.ts`;
  const head = '# What npm starts in a clone has the short name woo-odoo; it works in every folder.';
  if (shell === 'fish') return `${head}\nfunction woo-odoo\n    ${call} $argv\nend\n`;
  return `${head}\nwoo-odoo() { ${call} "$@"; }\n`;
}

/** Zsh completes functions once this was called, which many do in their .zshrc. */
const COMPINIT = `if ! whence compdef >/dev/null; then autoload -Uz compinit && compinit; fi\n`;

const NAME = 'woo-odoo';
const nameOf = ({ path }: CommandNode) => path.join(' ');
const flagsOf = (options: readonly CompletedOption[]) => options.flatMap(({ flags }) => flags);
const wordsOf = ({ commands, values }: CommandNode) => [...commands.map(({ word }) => word), ...values];

/** For `case "$path"`: a line for each command that has the words of `found`. */
function cases(program: CommandNode, found: (node: CommandNode) => readonly string[]): string {
  return everyNode(program)
    .flatMap((node) => {
      const words = found(node);
      return words.length === 0 ? [] : [`    '${nameOf(node)}') echo '${words.join(' ')}' ;;`];
    })
    .join('\n');
}

/** For `case "$path $previous"`: the values of options. */
function valueCases(program: CommandNode): string {
  return everyNode(program)
    .flatMap((node) =>
      node.options.flatMap(({ flags, isFile, takesValue, values }) =>
        takesValue
          ? flags.map((flag) => {
              const value = isFile ? FILES : values.join(' ');
              return `    '${nameOf(node)} ${flag}') echo '${value}' ;;`;
            })
          : [],
      ),
    )
    .join('\n');
}

/** What stands for the names of files; no value of an option. */
const FILES = '@files';

/** The functions that bash and zsh share: which command the words call, and what can follow. */
const shared = (program: CommandNode) => `_woo_odoo_words() {
  case "$1" in
${cases(program, wordsOf)}
  esac
}
_woo_odoo_options() {
  case "$1" in
${cases(program, ({ options }) => flagsOf(options))}
  esac
}
_woo_odoo_values() {
  case "$1" in
${valueCases(program)}
    *) return 1 ;;
  esac
}
# The command that the words before the cursor call.
_woo_odoo_path() {
  local path='' word next skip=''
  for word in "$@"; do
    if [ -n "$skip" ]; then skip=''; continue; fi
    case "$word" in
      -*=*) continue ;;
      -*) if _woo_odoo_values "$path $word" >/dev/null; then skip=yes; fi; continue ;;
    esac
    next="\${path:+$path }$word"
    if [ -n "$(_woo_odoo_options "$next")" ]; then path="$next"; else break; fi
  done
  echo "$path"
}
`;

function bash(program: CommandNode): string {
  return `# bash completion of woo-odoo
${shared(program)}_woo_odoo() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" path values
  path="$(_woo_odoo_path "\${COMP_WORDS[@]:1:COMP_CWORD-1}")"
  if values="$(_woo_odoo_values "$path $previous")"; then
    if [ "$values" = '${FILES}' ]; then COMPREPLY=($(compgen -f -- "$current")); return; fi
    COMPREPLY=($(compgen -W "$values" -- "$current"))
    return
  fi
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$(_woo_odoo_options "$path")" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$(_woo_odoo_words "$path")" -- "$current")) ;;
  esac
}
complete -o bashdefault -F _woo_odoo woo-odoo
`;
}

function zsh(program: CommandNode): string {
  return `#compdef woo-odoo
${shared(program)}_woo_odoo() {
  local current="\${words[CURRENT]}" previous="\${words[CURRENT-1]}" path values
  path="$(_woo_odoo_path "\${(@)words[2,CURRENT-1]}")"
  if values="$(_woo_odoo_values "$path $previous")"; then
    if [ "$values" = '${FILES}' ]; then _files; else compadd -- \${=values}; fi
    return
  fi
  case "$current" in
    -*) compadd -- \${=$(_woo_odoo_options "$path")} ;;
    *) compadd -- \${=$(_woo_odoo_words "$path")} ;;
  esac
}
if [ "$funcstack[1]" = '_woo_odoo' ]; then _woo_odoo "$@"; else compdef _woo_odoo woo-odoo; fi
`;
}

function fish(program: CommandNode): string {
  const lines = everyNode(program).flatMap((node) => {
    const when = `-n '__woo_odoo_at "${nameOf(node)}"'`;
    return [
      ...node.commands.map(
        ({ description, word }) => `complete -c ${NAME} -f ${when} -a ${word} -d ${quoted(description)}`,
      ),
      ...(node.values.length === 0 ? [] : [`complete -c ${NAME} -f ${when} -a '${node.values.join(' ')}'`]),
      ...node.options.map((option) => `complete -c ${NAME} ${when} ${fishOption(option)}`),
    ];
  });
  const paths = everyNode(program)
    .map((node) => `'${nameOf(node)}'`)
    .join(' ');
  return `# fish completion of woo-odoo
function __woo_odoo_at
    set -l path ''
    for word in (commandline -opc)[2..]
        string match -q -- '-*' $word; and continue
        set -l next (string trim "$path $word")
        contains -- "$next" ${paths}; and set path "$next"
    end
    test "$path" = "$argv[1]"
end
${lines.join('\n')}
`;
}

function fishOption({ description, flags, isFile, takesValue, values }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = takesValue
    ? [isFile ? '-r -F' : '-x', ...(values.length === 0 ? [] : [`-a '${values.join(' ')}'`])]
    : ['-f'];
  return [...names, ...value, `-d ${quoted(description)}`].join(' ');
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/gu, '\\$&')}'`;
}
