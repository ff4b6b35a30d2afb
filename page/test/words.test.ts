import { describe, expect, it } from "vitest"
import { bytes, clock, today, unitOf, value, wait } from "../src/format"
import { band } from "../src/clip/reference"
import { parse } from "../src/router"
import { touched } from "../src/clip/skeleton"
import { nearestEvent, strideAt } from "../src/clip/strides"
import type { Point, Result, Stride } from "../src/types"

describe("words", () => {
  it("writes numbers with their units", () => {
    expect(value(12.345, unitOf("peak_tilt_deg"))).toBe("12.3°")
    expect(value(0.2781, unitOf("contact_time_s"))).toBe("0.278 s")
    expect(value(168, unitOf("cadence_spm"))).toBe("168.0 steps/min")
    expect(value(0.15, unitOf("pelvic_share"))).toBe("0.15")
    expect([clock(65), clock(7.4), bytes(883097), bytes(4e9)]).toEqual(["1:05", "0:07", "883 kB", "4.0 GB"])
    expect([wait(3), wait(42), wait(200)]).toEqual(["a few seconds", "45 seconds", "3 minutes"])
    expect(today(new Date(2026, 0, 5))).toBe("2026-01-05")
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
})
