// Runs before the first paint, so that a dark page doesn't flash white. A file of its own, since the gateway's
// Content-Security-Policy allows no inline scripts.
(() => {
  let chosen = 'auto';
  try {
    chosen = localStorage.getItem('howdah-color-scheme') ?? 'auto';
  } catch {
    // Storage is blocked: the system's scheme it is.
  }
  const isDark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
