/**
 * The properties that the elements of a `<launcher>` set: the same to Oozie, word for word.
 * @see org.apache.oozie.workflow.lite.LauncherConfigHandler
 */
export const launcherSettings: ReadonlyMap<string, string> = new Map([
  ['oozie.launcher.memory.mb', 'memory.mb'],
  ['oozie.launcher.vcores', 'vcores'],
  ['oozie.launcher.javaopts', 'java-opts'],
  ['oozie.launcher.env', 'env'],
  ['oozie.launcher.queue', 'queue'],
  ['oozie.launcher.sharelib', 'sharelib'],
  ['oozie.launcher.view.acl', 'view-acl'],
  ['oozie.launcher.modify.acl', 'modify-acl'],
]);
