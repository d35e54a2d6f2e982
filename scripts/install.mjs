// Installs what a fresh machine lacks before `npm start` and `npm test`: the npm packages and, for the browser
// tests, Debian's Chromium. Plain JavaScript, since nothing is installed yet when it runs.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Howdah needs Node 20.19 or newer; this is ${process.version}. Install a newer Node and run the command again.`,
  );
  process.exit(1);
}

const installedMark = 'node_modules/.package-lock.json';
const isStale =
  !existsSync(installedMark) || statSync(installedMark).mtimeMs < statSync('package-lock.json').mtimeMs;
if (isStale) {
  console.log('Installing npm packages …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit' });
}

const hasCommand = (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

if (process.argv.includes('--with-chromium')) {
  const browsers = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  if (!browsers.some((path) => path && existsSync(path))) {
    const isDebianRoot = process.getuid?.() === 0 && hasCommand('apt-get');
    if (!isDebianRoot) {
      console.error(
        'The browser tests need Chromium. Run: sudo apt-get update && sudo apt-get install -y chromium\n' +
          'or set CHROMIUM_PATH to a Chromium or Chrome that is already here.',
      );
      process.exit(1);
    }
    console.log('Installing Debian’s Chromium for the browser tests …');
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env: environment });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
    });
  }
}

/** Root may install the JDK and Maven too; anyone else is told what to run when Oozie boots (local-oozie). */
if (process.getuid?.() === 0 && hasCommand('apt-get')) {
  const missing = [!hasCommand('java') && 'openjdk-17-jdk-headless', !hasCommand('mvn') && 'maven'].filter(
    Boolean,
  );
  const osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (missing.length > 0 && /debian|ubuntu/i.test(osRelease)) {
    console.log(`Installing ${missing.join(' and ')} …`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env: environment });
    execFileSync('apt-get', ['install', '-y', '-qq', ...missing], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
    });
  }
}
