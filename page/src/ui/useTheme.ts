import { useEffect, useState } from "preact/hooks"

/** Counts changes of the colours, so that canvases are drawn again with the new ones. */
export function useTheme(): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const changed = () => setCount((before) => before + 1)
    const system = matchMedia("(prefers-color-scheme: dark)")
    addEventListener("themechange", changed)
    system.addEventListener("change", changed)
    return () => {
      removeEventListener("themechange", changed)
      system.removeEventListener("change", changed)
    }
  }, [])
  return count
}
