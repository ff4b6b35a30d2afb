/** A server that is killed in the middle of a job. */

import { expect, test } from "@playwright/test"
import { Desk, sample } from "./desk"

test("the job is taken up again: nothing is lost, nothing doubled", async ({ page }) => {
  const desk = await Desk.start()
  try {
    await page.goto(desk.url)
    await page.getByLabel("Name or code").fill("runner 7")
    await page.getByRole("button", { name: "New client" }).click()
    await page.getByRole("button", { name: "New session" }).click()
    await page.locator("input[type=file]").setInputFiles(sample("easy_runner_60fps.mp4"))
    await page.getByRole("button", { name: "Analyse" }).click()
    await expect(page.getByRole("status")).toContainText("reading the body", { timeout: 60_000 })
    await desk.kill()
    await desk.run()
    // The page finds the server again by itself.
    await expect(page.getByRole("link", { name: "Open result" })).toBeVisible({ timeout: 180_000 })
    const client = await (await page.request.get(`${desk.url}/api/clients/1`)).json()
    const clips = client.sessions.flatMap((session: { clips: unknown[] }) => session.clips)
    expect(clips).toHaveLength(1)
    expect(clips[0].job).toMatchObject({ id: 1, state: "done", attempt: 2 })
    expect(clips[0].revision).toBe(1)
  } finally {
    await desk.end()
  }
})
