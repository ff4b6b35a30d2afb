import { decimal, known, value } from "../format"
import { texts } from "../texts"
import type { Result } from "../types"
import { inPageWords } from "../wording"
import { legName } from "./model"

const t = texts.quality

/** Below a pixel no eye sees it; the shutter is known to a factor of two, so to two digits. */
function blurred(blur: { exposure_s: number; smear_px: number; smear_m: number }): string {
  if (blur.smear_px < 1) return t.noBlur
  return t.blurIs(
    (100 * blur.smear_m).toFixed(blur.smear_m < 0.01 ? 1 : 0),
    10 * Math.max(Math.round(0.1 / blur.exposure_s), 1),
  )
}

/** Capture quality comes first: nobody should read a number before its reservations. */
export function Quality(props: { result: Result }) {
  const { result } = props
  const { capture, clip, summary } = result
  const repaired = capture.leg_identity_repairs.reduce((sum, r) => sum + r.to_frame - r.from_frame + 1, 0)
  const found = (100 * capture.frames_with_runner) / Math.max(capture.frames_total, 1)
  const kept = (side: "left" | "right") =>
    t.stridesAre(summary.strides[side].kept, side, summary.strides[side].rejected)
  const facts: [string, string][] = [
    [t.side, legName(result, capture.side_to_camera)],
    [t.frames, t.framesAre(clip.median_fps?.toFixed(1) ?? "?", clip.variable_frame_rate, found.toFixed(0))],
    [t.strides, `${kept("left")}, ${kept("right")}`],
    [
      t.square,
      capture.view_off_square_deg === null ? texts.result.notMeasured : value(capture.view_off_square_deg, "deg"),
    ],
    [
      t.roll,
      capture.roll_deg === null
        ? texts.result.notMeasured
        : t.rollIs(
            `${value(capture.roll_deg, "deg")} ± ${known(capture.roll_sd_deg, "deg")}`,
            (capture.roll_source ?? "belt").replaceAll("_", " "),
            capture.roll_corrected,
          ),
    ],
    [t.legs, t.legsAre(repaired, capture.filled_gaps.length)],
    [
      t.scale,
      capture.scale
        ? t.scaleIs((1000 * capture.scale.metres_per_pixel).toFixed(2), capture.scale.source.replaceAll("_", " ")) +
          (capture.scale.relative_sd ? ` (± ${(100 * capture.scale.relative_sd).toFixed(0)} %)` : "")
        : texts.result.notMeasured,
    ],
    [
      t.speed,
      capture.speed
        ? `${capture.speed.m_per_s.toFixed(2)} m/s (${(3.6 * capture.speed.m_per_s).toFixed(1)} km/h), ${capture.speed.source === "user" ? t.given : t.byFoot}`
        : texts.result.notMeasured,
    ],
    [texts.clip.pelvis, result.pelvis.source === "none" ? texts.pelvis.none : result.pelvis.source],
  ]
  if (typeof capture.near_side_lost === "number")
    facts.push([t.lost, t.lostIs((100 * capture.near_side_lost).toFixed(1))])
  if (capture.motion_blur) facts.push([t.blur, blurred(capture.motion_blur)])
  const { perspective } = result.pelvis
  if (perspective)
    facts.push([
      t.perspective,
      t.perspectiveIs(
        value(perspective.mean_deg, "deg"),
        decimal(perspective.camera_distance_m, 1),
        perspective.taken_out,
      ),
    ])
  if (capture.slow_motion_factor !== 1) facts.push([t.slow, t.slowIs(capture.slow_motion_factor)])
  return (
    <section class="panel" aria-labelledby="quality">
      <h2 id="quality">{texts.result.quality}</h2>
      {result.warnings.map((warning) => (
        <p key={warning.code} class="warning">
          <strong>{inPageWords(warning.message)}</strong> {inPageWords(warning.advice)}
        </p>
      ))}
      <dl class="facts">
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      {result.pelvis.reason && <p class="hint">{inPageWords(result.pelvis.reason)}</p>}
    </section>
  )
}
