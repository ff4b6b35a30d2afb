import { render } from "preact"
import { App } from "./App"
import { applyTheme } from "./ui/theme"
import "uplot/dist/uPlot.min.css"
import "./app.css"

applyTheme()
const root = document.getElementById("app")
if (root) render(<App />, root)
