/** A page's key that stands back while a dialog, a menu or a list of choices is open: those have their own. */
export const unlessDialog = (act: () => void) => () => {
  const floating = document.querySelectorAll('[aria-modal="true"], [role="menu"], [role="listbox"]')
  if (![...floating].some((element) => element.checkVisibility())) act()
}
