import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { printProperties } from '@howdah/oozie-client';
import type { AddCommands } from '../cli.ts';
import { examples } from '../cli.ts';
import { definitionRoot, rootOption } from '../deploy/definition-root.ts';
import { planFolder, type Stored, storePlanned } from '../deploy/deploy-folder.ts';
import type { PlannedUpload } from '../deploy/deployment-plan.ts';
import { exitCode } from '../exit-code.ts';
import { configOption, defined, defineOption, readJobProperties } from '../job-properties.ts';
import type { Output } from '../output/output.ts';

/** `howdah deploy FOLDER`: all definitions of an application to the cluster, without a client for its file system. */
export const addDeployCommand: AddCommands = (parent, act) => {
  parent
    .command('deploy')
    .description('store an application’s definitions on the cluster, each at a path made of its checksum')
    .argument('<folder>', 'the folder with workflow.xml, coordinator.xml, bundle.xml and so on')
    .option(...rootOption)
    .option(...configOption)
    .option(...defineOption, defined, {})
    .option('--dry-run', 'only show where everything would go')
    .option('--out <file>', 'write the job’s properties, with the application path in them, to this file')
    .addHelpText(
      'after',
      examples(
        ['howdah deploy nightly/ --root hdfs://nn:8020/user/alice/apps --out job.properties'],
        ['howdah run --config job.properties', 'starts what was deployed'],
      ),
    )
    .action(
      act(async ({ out, oozie, signal, surroundings }, folder, given) => {
        const root = definitionRoot(given.root, surroundings);
        const properties = await readJobProperties(given, surroundings);
        const plan = await planFolder(resolve(surroundings.cwd, folder), properties, root, surroundings);
        let refused = false;
        if (given.dryRun) {
          await printUploads(out, plan.uploads);
        } else {
          const total = plan.uploads.length;
          let count = 0;
          const { stored } = await storePlanned(await oozie(), plan, root, signal, async ({ file }) => {
            count += 1;
            if (surroundings.stderr.isTerminal) await out.note(`${count} of ${total}: ${file}`);
          });
          await printUploads(out, stored);
          refused = stored.some(({ refusal }) => refusal !== undefined);
        }
        if (plan.otherFiles.length > 0) {
          await out.note(
            `Not deployed, since Oozie takes only definitions: ${plan.otherFiles.join(', ')}. Put such files on the cluster by its file system, and name them by absolute paths.`,
          );
        }
        if (plan.entry === undefined) {
          await out.note('Several definitions could be the job: submit one of them by its path.');
        }
        if (given.out !== undefined) {
          await writeFile(resolve(surroundings.cwd, given.out), printProperties(plan.properties));
          await out.note(`Written: ${given.out}`);
        } else if (out.format === 'text' && plan.entry !== undefined) {
          await out.note(`To run it: howdah run ${folder}`);
        }
        return refused ? exitCode.usage : exitCode.ok;
      }),
    );
};

async function printUploads(out: Output, uploads: readonly (PlannedUpload | Stored)[]): Promise<void> {
  const refusalOf = (upload: PlannedUpload | Stored) => ('refusal' in upload ? upload.refusal : undefined);
  await out.rows(uploads, {
    columns: [
      { title: 'File', value: ({ file }) => file, leaveOut: 'middle' },
      { title: 'Kind', value: ({ kind }) => kind },
      { title: 'Path', value: ({ path }) => path, leaveOut: 'middle', least: 30 },
      {
        title: 'Refused',
        value: (upload) => refusalOf(upload) ?? '',
        paint: out.style.bad,
        leaveOut: 'end',
        least: 30,
        drop: 1,
      },
    ],
    none: 'There is nothing to deploy.',
    json: (upload) => ({
      file: upload.file,
      kind: upload.kind,
      path: upload.path,
      sha256: upload.sha256,
      refusal: refusalOf(upload) ?? null,
    }),
  });
}
