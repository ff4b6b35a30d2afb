import { useEffect, useRef, useState } from "preact/hooks"
import { texts } from "../texts"
import { frameAt, middleOf } from "./frames"
import { timeOf, type Correct, type Hand, type Shown } from "./model"
import { Overlay } from "./Overlay"

const SPEEDS = [1, 0.5, 0.25, 0.125]

type Video = HTMLVideoElement & {
  requestVideoFrameCallback?: (call: (now: number, facts: { mediaTime: number }) => void) => number
}

export function Player(props: {
  shown: Shown
  hand: Hand
  change: (hand: Partial<Hand>) => void
  correct: Correct
  skeleton: boolean
  setSkeleton: (on: boolean) => void
}) {
  const { shown } = props
  const video = useRef<Video>(null)
  const label = useRef<HTMLOutputElement>(null)
  const [playing, setPlaying] = useState(false)
  const [speed, setSpeed] = useState(1)
  const [broken, setBroken] = useState(false)

  useEffect(() => follow(video.current, shown), [shown.played, shown.cursor])
  useEffect(() => {
    const write = (frame: number) => {
      if (label.current) label.current.value = texts.result.frame(frame, timeOf(shown, frame).toFixed(3))
    }
    write(shown.cursor.frame())
    return shown.cursor.on(write)
  }, [shown])
  useEffect(() => {
    if (video.current) video.current.playbackRate = speed
  }, [speed])

  const step = (by: number) => {
    video.current?.pause()
    shown.cursor.set(shown.cursor.frame() + by, "keys")
  }
  const toggle = () => {
    const own = video.current
    if (!own) return
    if (own.paused) void own.play().catch(() => setBroken(true))
    else own.pause()
  }
  useKeys(step, toggle)
  const { width_px, height_px } = shown.result.clip
  return (
    <div class="player">
      <div class="stage" ref={(stage) => stage?.style.setProperty("--ratio", `${width_px} / ${height_px}`)}>
        <video
          ref={video}
          src={`/api/clips/${shown.clip.id}/video`}
          muted
          playsInline
          preload="auto"
          tabIndex={-1}
          aria-label={shown.clip.name}
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onError={() => setBroken(true)}
        />
        <Overlay {...props} />
      </div>
      {broken && <p class="hint">{texts.result.noVideo}</p>}
      <div class="row controls" role="group" aria-label={texts.result.keys}>
        <button aria-label={texts.result.back} title={texts.result.back} onClick={() => step(-1)}>
          ◀︎
        </button>
        <button class="primary" aria-label={playing ? texts.result.pause : texts.result.play} onClick={toggle}>
          {playing ? "❚❚" : "▶"}
        </button>
        <button aria-label={texts.result.forward} title={texts.result.forward} onClick={() => step(1)}>
          ▶︎
        </button>
        <select
          aria-label={texts.result.speed}
          value={speed}
          onChange={(event) => setSpeed(Number(event.currentTarget.value))}
        >
          {SPEEDS.map((one) => (
            <option key={one} value={one}>
              {one === 1 ? "1×" : `1/${1 / one}×`}
            </option>
          ))}
        </select>
        <output ref={label} data-testid="frame" />
        <label class="pick">
          <input
            type="checkbox"
            checked={props.skeleton}
            onChange={(event) => props.setSkeleton(event.currentTarget.checked)}
          />{" "}
          {texts.result.skeleton}
        </label>
      </div>
    </div>
  )
}

/** Ties the video and the cursor together, both ways. */
function follow(video: Video | null, shown: Shown): (() => void) | undefined {
  if (!video) return undefined
  const { cursor, played } = shown
  let over = false
  let wanted: number | undefined
  const seek = (frame: number) => {
    // One seek at a time: while a decoder looks for a frame, only the last wish is kept.
    if (video.seeking) return void (wanted = frame)
    wanted = undefined
    video.currentTime = middleOf(played, frame)
  }
  const seeked = () => {
    if (wanted !== undefined) seek(wanted)
  }
  const off = cursor.on((frame, from) => {
    if (from !== video) seek(frame)
  })
  const see = (time: number) => {
    // While a seek is under way or the video stands, the cursor leads.
    if (!over && !video.paused && !video.seeking) cursor.set(frameAt(played, time), video)
  }
  const each = () => {
    if (over) return
    if (video.requestVideoFrameCallback) {
      video.requestVideoFrameCallback((_, facts) => {
        see(facts.mediaTime)
        each()
      })
    } else {
      requestAnimationFrame(() => {
        see(video.currentTime)
        each()
      })
    }
  }
  // Playback runs ahead of the picture on a busy machine: whoever stops at a picture keeps that one.
  const paused = () => {
    if (!video.ended) seek(cursor.frame())
  }
  const ready = () => seek(cursor.frame())
  video.addEventListener("seeked", seeked)
  video.addEventListener("pause", paused)
  video.addEventListener("loadedmetadata", ready)
  each()
  return () => {
    over = true
    off()
    video.removeEventListener("seeked", seeked)
    video.removeEventListener("pause", paused)
    video.removeEventListener("loadedmetadata", ready)
  }
}

function useKeys(step: (by: number) => void, toggle: () => void) {
  const latest = useRef({ step, toggle })
  latest.current = { step, toggle }
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (target.closest("input, select, textarea, dialog") || event.ctrlKey || event.metaKey || event.altKey) return
      const by = event.shiftKey ? 10 : 1
      if (event.key === "ArrowLeft") latest.current.step(-by)
      else if (event.key === "ArrowRight") latest.current.step(by)
      else if (event.key === " " && !target.closest("button, a, summary")) latest.current.toggle()
      else return
      event.preventDefault()
    }
    addEventListener("keydown", pressed)
    return () => removeEventListener("keydown", pressed)
  }, [])
}
