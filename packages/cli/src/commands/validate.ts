import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AddCommands } from '../cli.ts';
import { examples } from '../cli.ts';
import { exitCode } from '../exit-code.ts';

/** `howdah validate FILE…`: documents against Oozie's schemas. */
export const addValidateCommand: AddCommands = (parent, act) => {
  parent
    .command('validate')
    .description('check definitions against Oozie’s schemas')
    .argument('<files...>', 'workflow, coordinator or bundle documents; - is standard input')
    .addHelpText('after', examples(['howdah validate workflow.xml coordinator.xml']))
    .action(
      act(async ({ out, oozie, signal, surroundings }, files) => {
        const client = await oozie();
        const checked = [];
        for (const file of files) {
          const xml =
            file === '-'
              ? await surroundings.stdin.text()
              : await readFile(resolve(surroundings.cwd, file), 'utf8');
          const validation = await client.validate(xml, { signal });
          checked.push({ file, ...validation });
        }
        await out.rows(checked, {
          columns: [
            { title: 'File', value: ({ file }) => file, leaveOut: 'middle' },
            {
              title: 'Valid',
              value: ({ valid }) => (valid ? 'yes' : 'no'),
              paint: (text, { valid }) => (valid ? out.style.good(text) : out.style.bad(text)),
            },
            {
              title: 'Why not',
              value: (row) => (row.valid ? '' : row.message),
              leaveOut: 'end',
              least: 40,
            },
          ],
          none: 'There was nothing to check.',
        });
        return checked.every(({ valid }) => valid) ? exitCode.ok : exitCode.usage;
      }),
    );
};
