import { useState } from "preact/hooks"
import { useRoute } from "./router"
import { texts } from "./texts"
import { applyTheme, theme, type Theme } from "./ui/theme"
import { ClientView } from "./views/Client"
import { ClientsView } from "./views/Clients"
import { ClipView } from "./views/Clip"
import { CompareView } from "./views/Compare"

export function App() {
  const route = useRoute()
  return (
    <>
      <header class="top">
        <a class="brand" href="/">
          <img src="/icon.svg" alt="" width="28" height="28" /> {texts.brand}
        </a>
        <span class="hint">{texts.local}</span>
        <ThemeChoice />
      </header>
      <main id="main">
        {route.view === "clients" && <ClientsView />}
        {route.view === "client" && <ClientView key={route.id} id={route.id} />}
        {route.view === "clip" && <ClipView key={route.id} id={route.id} />}
        {route.view === "compare" && <CompareView key={route.clips.join()} clips={route.clips} />}
        {route.view === "nothing" && (
          <section class="empty">
            <h1>{texts.error.gone}</h1>
            <a href="/">{texts.error.back}</a>
          </section>
        )}
      </main>
      <footer class="hint">{texts.disclaimer}</footer>
    </>
  )
}

function ThemeChoice() {
  const [chosen, setChosen] = useState<Theme>(theme())
  return (
    <select
      aria-label="Colours"
      value={chosen}
      onChange={(event) => {
        const next = event.currentTarget.value as Theme
        applyTheme(next)
        setChosen(next)
      }}
    >
      {(["system", "light", "dark"] as const).map((name) => (
        <option key={name} value={name}>
          {texts.theme[name]}
        </option>
      ))}
    </select>
  )
}
