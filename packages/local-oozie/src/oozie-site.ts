const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Prints a Hadoop configuration file: `<configuration><property>…`. */
export function printConfiguration(properties: Readonly<Record<string, string>>): string {
  const escaped = (text: string) => text.replace(/[&<>]/g, (character) => escapes[character] ?? character);
  const lines = Object.entries(properties).map(
    ([name, value]) =>
      `  <property><name>${escaped(name)}</name><value>${escaped(value)}</value></property>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<configuration>\n${lines.join('')}</configuration>\n`;
}

/** The oozie-site properties of a local Oozie; `extra` wins over ours. */
export function oozieSite(
  port: number,
  user: string,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    'oozie.http.hostname': '127.0.0.1',
    'oozie.http.port': String(port),
    'oozie.base.url': `http://127.0.0.1:${port}/oozie`,
    'oozie.service.JPAService.create.db.schema': 'true',
    'oozie.service.HadoopAccessorService.supported.filesystems': '*',
    [`oozie.service.ProxyUserService.proxyuser.${user}.hosts`]: '*',
    [`oozie.service.ProxyUserService.proxyuser.${user}.groups`]: '*',
    ...extra,
  };
}

/** Oozie streams `show=log` only when log4j uses its own rolling appender, under the name `oozie`. */
export const oozieLog4j = `log4j.rootLogger=INFO, oozie
log4j.appender.oozie=org.apache.log4j.rolling.RollingFileAppender
log4j.appender.oozie.RollingPolicy=org.apache.oozie.util.OozieRollingPolicy
log4j.appender.oozie.File=\${oozie.log.dir}/oozie.log
log4j.appender.oozie.Append=true
log4j.appender.oozie.layout=org.apache.log4j.PatternLayout
log4j.appender.oozie.layout.ConversionPattern=%d{ISO8601} %5p %c{1}:%L - SERVER[\${oozie.instance.id}] %m%n
log4j.appender.oozie.RollingPolicy.FileNamePattern=\${log4j.appender.oozie.File}-%d{yyyy-MM-dd-HH}
log4j.appender.oozie.RollingPolicy.MaxHistory=720
log4j.logger.org.apache.oozie=INFO, oozie
log4j.additivity.org.apache.oozie=false
`;
