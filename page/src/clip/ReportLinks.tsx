import { useState } from "preact/hooks"
import { texts } from "../texts"

const EXPORTS: [string, string][] = [
  ["mot", "OpenSim .mot"],
  ["trc", "OpenSim .trc"],
  ["csv", "Angles .csv"],
  ["strides", "Strides .csv"],
  ["findings", "Findings .csv"],
  ["json", "Result .json"],
]

export function ReportLinks(props: { clip: number }) {
  const [audience, setAudience] = useState("physio")
  const [hide, setHide] = useState(false)
  const t = texts.report
  const link = (format: string) =>
    `/api/clips/${props.clip}/report?format=${format}&audience=${audience}&hide_face=${hide}`
  return (
    <section class="panel" aria-labelledby="report">
      <h2 id="report">{texts.result.report}</h2>
      <div class="row">
        <label>
          {t.audience}
          <select value={audience} onChange={(event) => setAudience(event.currentTarget.value)}>
            <option value="physio">{t.physio}</option>
            <option value="runner">{t.runner}</option>
          </select>
        </label>
        <label class="pick">
          <input type="checkbox" checked={hide} onChange={(event) => setHide(event.currentTarget.checked)} />{" "}
          {t.hideFace}
        </label>
        <a class="button primary" href={link("html")} target="_blank" rel="noopener">
          {t.open}
        </a>
        <a class="button" href={link("pdf")} target="_blank" rel="noopener">
          {t.pdf}
        </a>
      </div>
      <div class="row">
        {t.exports}:
        {EXPORTS.map(([format, name]) => (
          <a key={format} href={`/api/clips/${props.clip}/export?format=${format}`} download>
            {name}
          </a>
        ))}
      </div>
    </section>
  )
}
