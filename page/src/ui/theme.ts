/** Light, dark, or as the system has it. Kept in the browser only. */

export type Theme = "system" | "light" | "dark"

export function theme(): Theme {
  const kept = localStorage.getItem("theme")
  return kept === "light" || kept === "dark" ? kept : "system"
}

export function applyTheme(chosen: Theme = theme()) {
  if (chosen === "system") localStorage.removeItem("theme")
  else localStorage.setItem("theme", chosen)
  document.documentElement.dataset["theme"] = chosen
  dispatchEvent(new Event("themechange"))
}

/** A colour of the style sheet, for canvases. */
export const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
