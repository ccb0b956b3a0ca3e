// Puts the chosen light or dark on the page before the first paint (Mantine keeps the choice under this name).
;(() => {
  let chosen = 'auto'
  try {
    chosen = window.localStorage.getItem('mantine-color-scheme-value') ?? 'auto'
  } catch {
    // Storage is closed to us: the system's choice stands.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
