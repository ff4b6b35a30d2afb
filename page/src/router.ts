/** Which view: the path says it, so that reloading and going back work. */

import { useEffect, useState } from "preact/hooks"

export type Route =
  | { view: "clients" }
  | { view: "client"; id: number }
  | { view: "clip"; id: number }
  | { view: "compare"; clips: number[] }
  | { view: "nothing" }

export function parse(path: string): Route {
  if (path === "/" || path === "") return { view: "clients" }
  const [, view, rest] = path.split("/")
  const id = Number(rest)
  if (view === "client" && Number.isInteger(id) && id > 0) return { view, id }
  if (view === "clip" && Number.isInteger(id) && id > 0) return { view, id }
  if (view === "compare") {
    const clips = (rest ?? "").split(",").map(Number)
    if (clips.every((clip) => Number.isInteger(clip) && clip > 0)) return { view, clips }
  }
  return { view: "nothing" }
}

export function go(path: string) {
  history.pushState(null, "", path)
  dispatchEvent(new PopStateEvent("popstate"))
}

export function useRoute(): Route {
  const [path, setPath] = useState(location.pathname)
  useEffect(() => {
    const changed = () => setPath(location.pathname)
    const clicked = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.("a[href^='/']") as HTMLAnchorElement | null
      const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey
      if (!link || !plain || link.target || link.download || link.pathname.startsWith("/api/")) return
      event.preventDefault()
      go(link.pathname)
      scrollTo(0, 0)
    }
    addEventListener("popstate", changed)
    document.addEventListener("click", clicked)
    return () => {
      removeEventListener("popstate", changed)
      document.removeEventListener("click", clicked)
    }
  }, [])
  return parse(path)
}
