/** The stick figure over the video: what is drawn, and what a finger touches. */

import type { Point, Result, Side } from "../types"

export type Pose = { name: string; at: Point }[]

const PARTS = ["ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "toe"] as const
/** Lines of each side, by part. */
const LINES: readonly (readonly [string, string])[] = [
  ["shoulder", "elbow"],
  ["elbow", "wrist"],
  ["hip", "knee"],
  ["knee", "ankle"],
  ["ankle", "heel"],
  ["heel", "toe"],
  ["ankle", "toe"],
]
const NEAR = "#ffb454"
const FAR = "#7fd1e8"

export const LANDMARKS: readonly string[] = PARTS.flatMap((part) => [`left_${part}`, `right_${part}`])

/** Where every landmark is in a row. */
export function poseAt(result: Result, row: number): Map<string, Point> {
  const pose = new Map<string, Point>()
  for (const name of LANDMARKS) {
    const at = result.series.landmarks_px[name]?.[row]
    if (at) pose.set(name, at)
  }
  return pose
}

/** The landmark nearest to a point, within a reach; the near side wins where both lie alike. */
export function touched(pose: Map<string, Point>, point: Point, reach: number, near: Side): string | undefined {
  let best: string | undefined
  let least = reach
  for (const [name, at] of pose) {
    const distance = Math.hypot(at[0] - point[0], at[1] - point[1]) - (name.startsWith(near) ? 2 : 0)
    if (distance < least) [best, least] = [name, distance]
  }
  return best
}

/** Draws a pose. `scale` is canvas pixels for each pixel of the picture. */
export function draw(
  to: CanvasRenderingContext2D,
  pose: Map<string, Point>,
  scale: number,
  near: Side,
  chosen: string | undefined,
) {
  const far: Side = near === "left" ? "right" : "left"
  to.lineCap = "round"
  to.lineJoin = "round"
  for (const side of [far, near] as const) {
    to.globalAlpha = side === near ? 1 : 0.55
    to.strokeStyle = side === near ? NEAR : FAR
    to.lineWidth = side === near ? 3 : 2
    to.beginPath()
    for (const [from, end] of LINES) line(to, pose.get(`${side}_${from}`), pose.get(`${side}_${end}`), scale)
    line(to, middle(pose, "shoulder"), middle(pose, "hip"), scale)
    to.stroke()
  }
  for (const [name, at] of pose) {
    to.globalAlpha = name.startsWith(near) ? 1 : 0.55
    to.fillStyle = name.startsWith(near) ? NEAR : FAR
    dot(to, at, scale, 3.5)
  }
  to.globalAlpha = 1
  const at = chosen === undefined ? undefined : pose.get(chosen)
  if (at) {
    to.strokeStyle = "#fff"
    to.lineWidth = 2
    to.beginPath()
    to.arc(at[0] * scale, at[1] * scale, 9, 0, 2 * Math.PI)
    to.stroke()
  }
}

/** Points that were clicked, with a line between two. */
export function drawPoints(to: CanvasRenderingContext2D, points: readonly Point[], scale: number) {
  to.strokeStyle = "#ff5f7e"
  to.fillStyle = "#ff5f7e"
  to.lineWidth = 2
  to.beginPath()
  line(to, points[0], points[1], scale)
  to.stroke()
  for (const point of points) dot(to, point, scale, 4.5)
}

function middle(pose: Map<string, Point>, part: string): Point | undefined {
  const [left, right] = [pose.get(`left_${part}`), pose.get(`right_${part}`)]
  return left && right && [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2]
}

function line(to: CanvasRenderingContext2D, from: Point | undefined, end: Point | undefined, scale: number) {
  if (!from || !end) return
  to.moveTo(from[0] * scale, from[1] * scale)
  to.lineTo(end[0] * scale, end[1] * scale)
}

function dot(to: CanvasRenderingContext2D, at: Point, scale: number, radius: number) {
  to.beginPath()
  to.arc(at[0] * scale, at[1] * scale, radius, 0, 2 * Math.PI)
  to.fill()
}
