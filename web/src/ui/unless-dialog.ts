/** A page's key that stands back while a dialog or a menu is open: those have their own. */
export const unlessDialog = (act: () => void) => () => {
  if (!document.querySelector('[aria-modal="true"], [role="menu"], [role="listbox"]')) act()
}
