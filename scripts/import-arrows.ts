/**
 * Fails on an import between packages that the architecture does not allow (ARCHITECTURE.md, "Packages").
 * Reads imports with TypeScript's own parser, so type-only imports are told apart from real ones.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

type Arrow = 'all' | 'types';

/** Who may import whom. `types` allows `import type` only. A package that is not listed may import none. */
export const arrows: Record<string, Record<string, Arrow>> = {
  definitions: {},
  'oozie-client': { definitions: 'types' },
  sync: { 'oozie-client': 'all', definitions: 'all' },
  gateway: { 'oozie-client': 'all' },
  workbench: { sync: 'all', 'oozie-client': 'all', definitions: 'all' },
  cli: { 'oozie-client': 'all', definitions: 'all' },
  testing: { 'oozie-client': 'types' },
  'local-oozie': {},
};

/** Tests may use whatever boots or breaks a server, and the client that talks to it. */
const openToTests = new Set(['local-oozie', 'testing', 'oozie-client', 'definitions', 'gateway']);

interface Import {
  specifier: string;
  typeOnly: boolean;
  line: number;
}

function importsOf(file: string, text: string): Import[] {
  const source = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Expression | undefined, typeOnly: boolean) => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      found.push({ specifier: specifier.text, typeOnly, line });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, node.argument.literal as ts.Expression, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The package that `specifier`, imported from `file`, leads to; undefined when it leads to none of ours. */
function packageOf(root: string, file: string, specifier: string): string | undefined {
  const scoped = /^@howdah\/([^/]+)/.exec(specifier);
  if (scoped) return scoped[1];
  if (!specifier.startsWith('.')) return undefined;
  const path = relative(root, resolve(dirname(file), specifier)).split(sep);
  return path[0] === 'packages' ? path[1] : undefined;
}

/** Every import in `text` (the source of `file`, under `root`) that the arrows forbid, as a sentence each. */
export function forbiddenImports(root: string, file: string, text: string): string[] {
  const path = relative(root, file).split(sep);
  const from = path[0] === 'packages' ? path[1] : undefined;
  if (from === undefined) return [];
  const isTest = /\.(test|bench|fixture)\.tsx?$|vitest-global-setup/.test(file);
  return importsOf(file, text).flatMap(({ specifier, typeOnly, line }) => {
    const to = packageOf(root, file, specifier);
    if (to === undefined || to === from) return [];
    const arrow = arrows[from]?.[to];
    if (arrow === 'all' || (arrow === 'types' && typeOnly) || (isTest && openToTests.has(to))) return [];
    const why = arrow === 'types' ? 'may import only types from' : 'may not import';
    return [`${path.join('/')}:${line}: ${from} ${why} ${to} ('${specifier}')`];
  });
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = process.cwd();
  const files = sourceFiles(join(root, 'packages'));
  const problems = files.flatMap((file) => forbiddenImports(root, file, readFileSync(file, 'utf8')));
  for (const problem of problems) console.error(problem);
  console.log(`import arrows: ${files.length} files, ${problems.length} forbidden imports`);
  process.exit(problems.length > 0 ? 1 : 0);
}
