/** A path in a folder: names with `/` between, without one at its beginning or end; `''` is the folder itself. */
export type FolderPath = string;

/** The folder that a file is in. */
export function folderOf(path: FolderPath): FolderPath {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

export function joined(folder: FolderPath, name: FolderPath): FolderPath {
  return folder === '' ? name : name === '' ? folder : `${folder}/${name}`;
}

/** Without `.`, `..` and empty names; `undefined` when it leads out of the folder. */
export function normalised(path: string): FolderPath | undefined {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return undefined;
  }
  return names.join('/');
}

interface ClusterPath {
  /** `hdfs://nn:8020`; empty when there is none. */
  readonly server: string;
  readonly names: readonly string[];
}

function parsed(path: string): ClusterPath {
  const [, server = '', rest = ''] = /^((?:[a-z][\w+.-]*:(?:\/\/[^/]*)?)?)(.*)$/is.exec(path) ?? [];
  // Before variables are given, the server may be one of them, as in `${nameNode}/user`.
  const names = rest.split('/').filter((name) => name !== '' && name !== '.');
  return { server: server.replace(/:\/\/$/, ':'), names };
}

/** Whether a path is relative to the definition that names it. */
export function isRelative(path: string): boolean {
  return !/^(?:\/|[a-z][\w+.-]*:|\$\{)/i.test(path);
}

/** Where in a folder of the cluster a path leads; `undefined` when it leads elsewhere. */
export function within(root: string, path: string): FolderPath | undefined {
  const [outer, inner] = [parsed(root), parsed(path)];
  if (outer.server !== '' && inner.server !== '' && outer.server !== inner.server) return undefined;
  if (outer.names.some((name, index) => inner.names[index] !== name)) return undefined;
  return normalised(inner.names.slice(outer.names.length).join('/'));
}

/** The folder of the cluster that has `inside` at `path`: `hdfs://nn/app` for `hdfs://nn/app/wf` and `wf`. */
export function rootWith(path: string, inside: FolderPath): string | undefined {
  const whole = path.replace(/\/+$/, '');
  if (inside === '') return whole;
  return whole === inside || whole.endsWith(`/${inside}`)
    ? whole.slice(0, -inside.length).replace(/\/+$/, '')
    : undefined;
}
