import { Argument } from '@commander-js/extra-typings';
import { type AddCommands, examples } from '../cli.ts';
import { completionScripts } from '../completion/scripts.ts';

/** `howdah completion bash|zsh|fish`. */
export const addCompletionCommand: AddCommands = (parent, act) => {
  parent
    .command('completion')
    .description('print what makes a shell complete commands, options and ids')
    .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish'] as const))
    .addHelpText(
      'after',
      examples(
        ['source <(howdah completion bash)', 'in ~/.bashrc'],
        ['source <(howdah completion zsh)', 'in ~/.zshrc, after compinit'],
        ['howdah completion fish | source', 'in ~/.config/fish/config.fish'],
      ),
    )
    .action(act(async ({ out }, shell) => out.raw(completionScripts[shell])));
};
