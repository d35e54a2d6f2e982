import type { Draft } from './draft.ts';
import type { OozieState } from './oozie-state.ts';

/**
 * The path under which a file is kept, whatever way it was written: `file:///a`, `file:/a`, with slashes at its end, or
 * without a scheme.
 */
export function normalPath(path: string, defaultFileSystem: string): string {
  const whole = /^[a-z][\w+.-]*:/i.test(path) ? path : `${defaultFileSystem}${path}`;
  return whole.replace(/^file:\/*/, 'file:///').replace(/(?<=[^/])\/+$/, '');
}

export function fileAt(state: OozieState, path: string): string | undefined {
  return state.files[normalPath(path, state.settings.defaultFileSystem)];
}

/** Whether there is a file or folder. */
export function exists(state: OozieState, path: string): boolean {
  const normal = normalPath(path, state.settings.defaultFileSystem);
  if (Object.hasOwn(state.files, normal)) return true;
  const folder = `${normal}/`;
  return Object.keys(state.files).some((name) => name.startsWith(folder));
}

/** Writes a file that is not there yet; an existing one stays as it is. */
export function createFile(draft: Draft, path: string, text: string): void {
  const normal = normalPath(path, draft.state.settings.defaultFileSystem);
  if (Object.hasOwn(draft.state.files, normal)) return;
  draft.state = { ...draft.state, files: { ...draft.state.files, [normal]: text } };
}

/** Where a definition lies: an application path is that of the file, or of its folder. */
export function definitionFile(path: string, fileName: string): string {
  return path.endsWith('.xml') ? path : `${path}/${fileName}`;
}

/** The folder of a definition, in which default properties may lie beside it. */
export function folderOf(definitionPath: string): string {
  return definitionPath.slice(0, definitionPath.lastIndexOf('/'));
}
