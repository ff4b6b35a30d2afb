import { describe, expect, it } from "vitest"
import { bytes, clock, decimal, interval, known, percentile, today, unitOf, value, wait } from "../src/format"
import { band } from "../src/clip/reference"
import { parse } from "../src/router"
import { touched } from "../src/clip/skeleton"
import { nearestEvent, neighbourEvent, stances, strideAt } from "../src/clip/strides"
import { inPageWords } from "../src/wording"
import type { Point, Result, Stride } from "../src/types"

describe("words", () => {
  it("writes numbers with their units", () => {
    expect(value(12.345, unitOf("peak_tilt_deg"))).toBe("12.3°")
    expect(value(0.2781, unitOf("contact_time_s"))).toBe("0.278 s")
    expect([known(0.5, "deg"), known(null, "deg"), known(undefined, "deg")]).toEqual(["0.5°", "?", "?"])
    expect(value(168, unitOf("cadence_spm"))).toBe("168.0 steps/min")
    expect(value(0.153, unitOf("pelvic_share"))).toBe("15 %")
    expect(interval(-1.52, 1.6, "steps/min")).toBe("−1.5 to 1.6 steps/min")
    expect([decimal(-0.04, 1), decimal(-0.06, 1)]).toEqual(["0.0", "−0.1"])
    expect([0.2, 47.6, 99.9].map(percentile)).toEqual(["below 1", "48", "above 99"])
    expect([clock(65), clock(7.4), bytes(883097), bytes(4e9)]).toEqual(["1:05", "0:07", "883 kB", "4.0 GB"])
    expect([wait(3), wait(42), wait(200)]).toEqual(["a few seconds", "45 seconds", "3 minutes"])
    expect(today(new Date(2026, 0, 5))).toBe("2026-01-05")
  })

  it("calls options of the command line by the fields of the page", () => {
    expect(inPageWords("Give the runner's height with --height.")).toBe(
      "Give the runner's height with “Height of the runner”.",
    )
    expect(inPageWords("left out (--pelvis none); --pelvis markers")).toBe(
      "left out (“Pelvis from: nothing”); “Pelvis from” markers",
    )
    expect(inPageWords("Put stickers on both (docs/STICKERS.md), or point at them")).toBe(
      "Put stickers on both, or point at them",
    )
    expect(inPageWords("with --marker or with --neutral-marker PSIS=X,Y@SECONDS")).toBe(
      "with the tool “Point at a sticker” or with “--neutral-marker” on the command line PSIS=X,Y@SECONDS",
    )
    expect(inPageWords("--heights and plain text")).toBe("--heights and plain text")
  })

  it("knows its views by their path", () => {
    expect(parse("/")).toEqual({ view: "clients" })
    expect(parse("/clip/12")).toEqual({ view: "clip", id: 12 })
    expect(parse("/compare/3,4")).toEqual({ view: "compare", clips: [3, 4] })
    for (const path of ["/clip/x", "/clip/-1", "/compare/3,x", "/client/1.5", "/other"]) {
      expect(parse(path)).toEqual({ view: "nothing" })
    }
  })

  it("has the reference of the report", () => {
    const tilt = band("pelvic_tilt_deg")!
    expect(tilt.low).toHaveLength(101)
    // Mean 3.91, SD 4.83 at contact.
    expect(tilt.high[0]).toBeCloseTo(3.91 + 1.645 * 4.83, 6)
    expect(band("trunk_lean_deg")).toBeUndefined()
  })
})

describe("hands", () => {
  it("touches the nearest landmark within reach, the near side first", () => {
    const pose = new Map<string, Point>([
      ["left_hip", [100, 100]],
      ["right_hip", [101, 100]],
      ["left_knee", [100, 200]],
    ])
    expect(touched(pose, [100, 100], 20, "right")).toBe("right_hip")
    expect(touched(pose, [100, 100], 20, "left")).toBe("left_hip")
    expect(touched(pose, [100, 190], 20, "left")).toBe("left_knee")
    expect(touched(pose, [300, 300], 20, "left")).toBeUndefined()
  })

  it("finds strides and events by time", () => {
    const strides = [
      { side: "left", initial_contact_s: 1, next_contact_s: 1.7 },
      { side: "right", initial_contact_s: 1.3, next_contact_s: 2 },
    ] as Stride[]
    expect(strideAt(strides, "right", 1.5)?.initial_contact_s).toBe(1.3)
    expect(strideAt(strides, "left", 1.7)).toBeUndefined()
    const result = { events: { left: { initial_contact_s: [1, 1.7], toe_off_s: [] } } } as unknown as Result
    expect(nearestEvent(result, "left", "initial_contact", 1.4)).toBe(1.7)
    expect(nearestEvent(result, "left", "initial_contact", 3)).toBeUndefined()
  })

  it("goes from event to event, and pairs contacts with the toe-offs that end them", () => {
    const result = {
      events: {
        left: { initial_contact_s: [1, 1.7, 2.4], toe_off_s: [0.6, 1.25, 2.65] },
        right: { initial_contact_s: [1.35], toe_off_s: [] },
      },
    } as unknown as Result
    expect(neighbourEvent(result, 1.25, 1)).toBe(1.35)
    expect(neighbourEvent(result, 1.25, -1)).toBe(1)
    expect(neighbourEvent(result, 2.65, 1)).toBeUndefined()
    // The stance from 1.7 has lost its toe-off: it has no end, and must not run into the next.
    expect(stances(result, "left")).toEqual([
      [1, 1.25],
      [2.4, 2.65],
    ])
    expect(stances(result, "right")).toEqual([])
  })
})
