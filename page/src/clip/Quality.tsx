import { texts } from "../texts"
import type { Result } from "../types"

/** Capture quality comes first: nobody should read a number before its reservations. */
export function Quality(props: { result: Result }) {
  const { result } = props
  const { capture, clip, summary } = result
  const repaired = capture.leg_identity_repairs.reduce((sum, r) => sum + r.to_frame - r.from_frame + 1, 0)
  const found = (100 * capture.frames_with_runner) / Math.max(capture.frames_total, 1)
  const kept = (side: "left" | "right") =>
    `${summary.strides[side].kept} ${side} (${summary.strides[side].rejected} left out)`
  const facts: [string, string][] = [
    ["Side to the camera", `${capture.side_to_camera} (${texts.result.near})`],
    [
      "Frames",
      `${clip.median_fps?.toFixed(1) ?? "?"} a second${clip.variable_frame_rate ? ", varying" : ""}; runner in ${found.toFixed(0)} %`,
    ],
    ["Strides", `${kept("left")}, ${kept("right")}`],
    [
      "Camera off square",
      capture.view_off_square_deg === null ? texts.result.notMeasured : `${capture.view_off_square_deg}°`,
    ],
    [
      "Camera roll",
      capture.roll_deg === null
        ? texts.result.notMeasured
        : `${capture.roll_deg}° ± ${capture.roll_sd_deg ?? "?"}° by ${(capture.roll_source ?? "belt").replaceAll("_", " ")}, ${capture.roll_corrected ? "taken out" : "not taken out"}`,
    ],
    ["Legs exchanged", `${repaired} frames put right; ${capture.filled_gaps.length} gaps filled`],
    [
      "Scale",
      capture.scale
        ? `${(1000 * capture.scale.metres_per_pixel).toFixed(2)} mm a pixel, from ${capture.scale.source.replaceAll("_", " ")}${capture.scale.relative_sd ? ` (± ${(100 * capture.scale.relative_sd).toFixed(0)} %)` : ""}`
        : texts.result.notMeasured,
    ],
    [
      "Speed",
      capture.speed
        ? `${capture.speed.m_per_s.toFixed(2)} m/s (${(3.6 * capture.speed.m_per_s).toFixed(1)} km/h), ${capture.speed.source === "user" ? "given" : "by the foot on the belt"}`
        : texts.result.notMeasured,
    ],
    ["Pelvis from", result.pelvis.source === "none" ? "nothing" : result.pelvis.source],
  ]
  if (capture.slow_motion_factor !== 1) facts.push(["Slow motion", `${capture.slow_motion_factor} times, taken out`])
  return (
    <section class="panel" aria-labelledby="quality">
      <h2 id="quality">{texts.result.quality}</h2>
      {result.warnings.map((warning) => (
        <p key={warning.code} class="warning">
          <strong>{warning.message}</strong> {warning.advice}
        </p>
      ))}
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {result.pelvis.reason && <p class="hint">{result.pelvis.reason}</p>}
    </section>
  )
}
