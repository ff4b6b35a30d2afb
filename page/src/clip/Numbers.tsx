import { interval, value } from "../format"
import { quantityName, texts } from "../texts"
import type { Estimate, Result, Side } from "../types"
import { legName, nearSide } from "./model"

/** Means over the kept strides with their intervals. */
export function Numbers(props: { result: Result }) {
  const { summary } = props.result
  const near = nearSide(props.result)
  const far: Side = near === "left" ? "right" : "left"
  const names = [...new Set([...Object.keys(summary.left), ...Object.keys(summary.right)])]
  return (
    <section class="panel" aria-labelledby="numbers">
      <h2 id="numbers">{texts.result.numbers}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="numbers">
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.compare.quantity}</th>
              <th scope="col">{legName(props.result, near)}</th>
              <th scope="col">{legName(props.result, far)}</th>
              <th scope="col">Zero, source</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => {
              const [own, other] = [summary[near][name], summary[far][name]]
              const any = own ?? other
              return (
                <tr key={name}>
                  <th scope="row">{quantityName(name)}</th>
                  <td>
                    <Cell estimate={own} />
                  </td>
                  <td>
                    <Cell estimate={other} />
                  </td>
                  <td class="hint">
                    {any?.zero && `${texts.result[any.zero]}, `}
                    {any?.source}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Cell(props: { estimate: Estimate | null | undefined }) {
  const { estimate } = props
  if (!estimate) return <span class="hint">{texts.result.notMeasured}</span>
  const { low, high, unit } = estimate
  return (
    <>
      {value(estimate.value, unit)}
      {low !== null && high !== null && (
        <span class="hint">
          {" "}
          ({interval(low, high, unit)}; n {estimate.n})
        </span>
      )}
    </>
  )
}
