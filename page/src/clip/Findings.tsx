import { interval, percentile, unitOf, value } from "../format"
import { texts } from "../texts"
import { inPageWords } from "../wording"
import type { Finding, Result, Theme, Verdict } from "../types"
import { legName, nearSide } from "./model"

export function VerdictChip(props: { verdict: Verdict }) {
  return <span class={`chip ${props.verdict}`}>{texts.verdict[props.verdict]}</span>
}

/** The main finding in a sentence, for each leg where they differ. */
export function MainFindings(props: { result: Result }) {
  const { findings } = props.result
  if (!findings) return null
  const near = nearSide(props.result)
  const { left, right } = findings.main
  const both = left.sentence.physio === right.sentence.physio
  const legs = both ? [left] : [findings.main[near], findings.main[near === "left" ? "right" : "left"]]
  return (
    <section class="panel main-finding" aria-labelledby="main-finding">
      <h2 id="main-finding">{texts.result.main}</h2>
      {legs.map((main) => (
        <div key={main.sentence.physio}>
          <p>
            <VerdictChip verdict={main.verdict} /> {inPageWords(main.sentence.physio)}
          </p>
          {main.parts && <p>{main.parts.sentence.physio}</p>}
        </div>
      ))}
    </section>
  )
}

export function Findings(props: { result: Result; show: (finding: Finding) => void }) {
  const { findings } = props.result
  if (!findings) return null
  return (
    <section class="panel" aria-labelledby="findings">
      <h2 id="findings">{texts.result.findings}</h2>
      {findings.themes.map((theme) => (
        <ThemeOf key={theme.id} theme={theme} result={props.result} show={props.show} />
      ))}
      {findings.references.map((group) => (
        <p key={group.id} class="hint">
          {group.who}. {group.citation}
        </p>
      ))}
    </section>
  )
}

function ThemeOf(props: { theme: Theme; result: Result; show: (finding: Finding) => void }) {
  const { theme } = props
  const outside = theme.findings.filter((finding) => finding.verdict === "outside").length
  const measured = theme.findings.filter((finding) => finding.value !== null)
  return (
    <details open={outside > 0}>
      <summary>
        {theme.title.physio} <span class="hint">{outside > 0 && `${outside} outside`}</span>
      </summary>
      <ul class="plain findings">
        {theme.findings.map((finding) => (
          <li key={`${finding.rule} ${finding.side}`}>
            <div class="verdict">
              <VerdictChip verdict={finding.verdict} />
            </div>
            <div class="grow">
              <strong>{finding.name.physio}</strong>
              {finding.side && `, ${legName(props.result, finding.side)}`}: <Value finding={finding} />
              {finding.reason && <p class="hint">{inPageWords(finding.reason.physio)}</p>}
            </div>
            {finding.value !== null && <button onClick={() => props.show(finding)}>{texts.result.show}</button>}
          </li>
        ))}
      </ul>
      {measured.length > 0 && (
        <>
          <h4>{texts.result.questions}</h4>
          <ul>
            {theme.questions.map((text) => (
              <li key={text.physio}>{text.physio}</li>
            ))}
          </ul>
          {theme.talking_points.length > 0 && <h4>{texts.result.talk}</h4>}
          <ul>
            {theme.talking_points.map((text) => (
              <li key={text.physio}>{text.physio}</li>
            ))}
          </ul>
        </>
      )}
      <p class="hint">
        {texts.result.cannotShow}: {theme.cannot_show}
      </p>
    </details>
  )
}

function Value(props: { finding: Finding }) {
  const { finding } = props
  if (finding.value === null) return <span class="hint">{texts.result.notMeasured}</span>
  const unit = unitOf(finding.quantity)
  const range = finding.interval ?? finding.over_strides
  return (
    <span>
      {value(finding.value, unit)}
      {range && ` (${interval(range.low, range.high, unit)})`}
      {finding.percentile !== null && `, percentile ${percentile(finding.percentile)}`}
      <span class="hint">
        {" "}
        {finding.source}
        {finding.zero && `, ${texts.result[finding.zero]}`}
        {`, ${texts.result.strides(finding.n)}`}
      </span>
    </span>
  )
}
