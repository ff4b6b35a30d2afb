import { describe, expect, it } from "vitest"
import { frameAt, middleOf, rowAt, rowOf } from "../src/clip/frames"

const even = Array.from({ length: 10 }, (_, i) => i / 60)
/** A phone that dropped frames. */
const uneven = [0, 0.017, 0.05, 0.067, 0.12]

describe("frames and times", () => {
  it("finds the frame that is shown", () => {
    expect(frameAt(even, 0)).toBe(0)
    expect(frameAt(even, 3 / 60)).toBe(3)
    expect(frameAt(even, 3 / 60 - 0.00002)).toBe(3)
    expect(frameAt(even, 3.9 / 60)).toBe(3)
    expect(frameAt(even, 99)).toBe(9)
    expect(frameAt(uneven, 0.049)).toBe(1)
    expect(frameAt(uneven, 0.06)).toBe(2)
  })

  it("seeks to a time at which the frame is surely shown", () => {
    for (const times of [even, uneven]) {
      for (let frame = 0; frame < times.length; frame += 1) expect(frameAt(times, middleOf(times, frame))).toBe(frame)
    }
    expect(frameAt(even, middleOf(even, -5))).toBe(0)
    expect(frameAt(even, middleOf(even, 50))).toBe(9)
  })

  it("finds rows of an analysed part", () => {
    const frames = [30, 31, 32]
    expect(rowOf(frames, 31)).toBe(1)
    expect(rowOf(frames, 2)).toBe(0)
    expect(rowOf(frames, 99)).toBe(2)
    expect(rowAt([0, 0.1, 0.2], 0.14)).toBe(1)
    expect(rowAt([0, 0.1, 0.2], 0.16)).toBe(2)
    expect(rowAt([0, 0.1, 0.2], 9)).toBe(2)
  })
})
