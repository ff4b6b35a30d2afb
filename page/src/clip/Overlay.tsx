import { useEffect, useRef } from "preact/hooks"
import type { Point } from "../types"
import { rowOf } from "./frames"
import { nearSide, type Correct, type Hand, type Shown } from "./model"
import { draw, drawPoints, poseAt, touched } from "./skeleton"

/** How near a finger must come to a landmark, screen pixels. */
const REACH = 24

/** The drawing over the video, and where hands touch it. */
export function Overlay(props: {
  shown: Shown
  hand: Hand
  change: (hand: Partial<Hand>) => void
  correct: Correct
  skeleton: boolean
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const dragged = useRef<{ name: string; at: Point } | undefined>(undefined)
  const latest = useRef(props)
  latest.current = props

  const paint = () => {
    const own = canvas.current
    const to = own?.getContext("2d")
    if (!own || !to) return
    const { shown, hand, skeleton } = latest.current
    const { result, cursor } = shown
    const scale = own.width / result.clip.width_px
    to.clearRect(0, 0, own.width, own.height)
    const { frame } = result.series
    const inside = cursor.frame() >= (frame[0] ?? 0) && cursor.frame() < (frame[0] ?? 0) + frame.length
    if ((skeleton || hand.tool === "landmark") && inside) {
      const pose = poseAt(result, rowOf(frame, cursor.frame()))
      if (dragged.current) pose.set(dragged.current.name, dragged.current.at)
      draw(to, pose, scale, nearSide(result), hand.tool === "landmark" ? hand.landmark : undefined)
    }
    drawPoints(to, hand.points, scale)
  }
  useEffect(() => {
    const own = canvas.current
    if (!own) return undefined
    const fit = () => {
      own.width = Math.round(own.clientWidth * devicePixelRatio)
      own.height = Math.round(own.clientHeight * devicePixelRatio)
      paint()
    }
    const watch = new ResizeObserver(fit)
    watch.observe(own)
    fit()
    return () => watch.disconnect()
  }, [])
  useEffect(() => props.shown.cursor.on(paint), [props.shown.cursor])
  useEffect(paint)

  const place = (event: PointerEvent): Point => {
    const own = canvas.current!
    const box = own.getBoundingClientRect()
    const { width_px, height_px } = latest.current.shown.result.clip
    return [((event.clientX - box.left) / box.width) * width_px, ((event.clientY - box.top) / box.height) * height_px]
  }
  const down = (event: PointerEvent) => {
    const { shown, hand, change, correct } = latest.current
    const at = place(event)
    if (hand.tool === "landmark") {
      const pose = poseAt(shown.result, rowOf(shown.result.series.frame, shown.cursor.frame()))
      const reach = (REACH * shown.result.clip.width_px) / canvas.current!.clientWidth
      const name = touched(pose, at, reach, nearSide(shown.result))
      if (!name) return
      dragged.current = { name, at: pose.get(name)! }
      change({ landmark: name })
      canvas.current!.setPointerCapture(event.pointerId)
    } else if (hand.tool === "sticker") {
      void correct({ kind: "sticker", sticker: hand.sticker, frame: shown.cursor.frame(), x_px: at[0], y_px: at[1] })
    } else if (hand.tool === "scale" || hand.tool === "belt") {
      change({ points: hand.points.length < 2 ? [...hand.points, at] : [at] })
    } else return
    event.preventDefault()
  }
  const move = (event: PointerEvent) => {
    if (!dragged.current) return
    dragged.current = { ...dragged.current, at: place(event) }
    requestAnimationFrame(paint)
  }
  const up = async (event: PointerEvent) => {
    const held = dragged.current
    if (!held) return
    const { shown, correct } = latest.current
    const at = place(event)
    const before = poseAt(shown.result, rowOf(shown.result.series.frame, shown.cursor.frame())).get(held.name)
    // A touch that moved nothing chooses only.
    if (before && Math.hypot(at[0] - before[0], at[1] - before[1]) > 1.5) {
      await correct({
        kind: "landmark",
        landmark: held.name,
        frame: shown.cursor.frame(),
        x_px: Math.max(at[0], 0),
        y_px: Math.max(at[1], 0),
      })
    }
    dragged.current = undefined
    paint()
  }
  return (
    <canvas
      ref={canvas}
      class={props.hand.tool === "look" ? "" : "active"}
      data-testid="overlay"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={(event) => void up(event)}
      onPointerCancel={() => {
        dragged.current = undefined
        paint()
      }}
    />
  )
}
