/** The lines of a Java log that tell why: errors and causes, else simply the last ones. */
export function relevantLines(text: string, count = 6): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter(
    // Complained about at every start on file:///, and no reason for anything.
    (line) =>
      /\b(FATAL|ERROR|Exception|Error|Caused by)\b|E\d{4}:/.test(line) && !/sharelib|share\/lib/.test(line),
  );
  return (telling.length > 0 ? telling : lines).slice(-count);
}
