import { describe, expect, it } from "vitest"
import { windowAt } from "../src/clip/window"

const all = [0, 60] as const

describe("the part of the time that curves show", () => {
  it("is all of a clip that is shorter than what was asked for", () => {
    expect(windowAt(all, null, all, 30)).toEqual(all)
    expect(windowAt(all, 90, all, 30)).toEqual(all)
  })

  it("puts the time in the middle when a span is chosen, inside of the clip", () => {
    expect(windowAt(all, 10, all, 30)).toEqual([25, 35])
    expect(windowAt(all, 10, all, 2)).toEqual([0, 10])
    expect(windowAt(all, 10, all, 59)).toEqual([50, 60])
  })

  it("stays while the time is inside, and turns the page when it runs out", () => {
    expect(windowAt([20, 30], 10, all, 29)).toEqual([20, 30])
    expect(windowAt([20, 30], 10, all, 30.5)).toEqual([29.5, 39.5])
  })
})
