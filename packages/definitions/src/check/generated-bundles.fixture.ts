import { seeded } from '../calendar/generated-coordinators.fixture.ts';

/** Bundles of both versions, with and without what they can have, as a seed decides. */
export function generateBundles(seed: number, count: number): string[] {
  const random = seeded(seed);
  const isSo = () => random() < 0.5;
  return Array.from({ length: count }, (_, index) => {
    const version = isSo() ? '0.2' : '0.1';
    const is02 = version === '0.2';
    const parameters =
      '<parameters><property><name>queue</name><value>default</value></property></parameters>';
    const coordinators = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, at) => {
      const enabled = is02 && isSo() ? ' enabled="true"' : '';
      const configuration = isSo()
        ? '<configuration><property><name>at</name><value>${nominal}</value></property></configuration>'
        : '';
      return `  <coordinator name="part-${at}"${enabled}><app-path>\${root}/part-${at}.xml</app-path>${configuration}</coordinator>`;
    });
    const kickOff = isSo() ? '  <controls><kick-off-time>2035-01-01T00:00Z</kick-off-time></controls>\n' : '';
    return `<bundle-app name="bundle-${index}" xmlns="uri:oozie:bundle:${version}">\n${
      is02 && isSo() ? `  ${parameters}\n` : ''
    }${kickOff}${coordinators.join('\n')}\n</bundle-app>\n`;
  });
}
