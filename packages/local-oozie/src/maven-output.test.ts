import { expect, it } from 'vitest';
import { downloadProgress } from './maven-output.ts';

it('counts the jars that have arrived, not the poms nor those under way', () => {
  const output = `[INFO] Scanning for projects...
Downloading from central: https://repo.example/a/1/a-1.pom
Downloaded from central: https://repo.example/a/1/a-1.pom (9.5 kB at 41 kB/s)
Downloading from central: https://repo.example/a/1/a-1.jar
Downloading from central: https://repo.example/b/1/b-1.jar
Downloaded from central: https://repo.example/a/1/a-1.jar (1.5 MB at 20 MB/s)
[INFO] Downloaded from central: https://repo.example/c/1/c-1.war (500 kB at 1.1 MB/s)
`;
  expect(downloadProgress(output)).toEqual({ jars: 2, bytes: 2_000_000 });
});
