/** A physio's way through the desk, from an empty library to a comparison and back to nothing. */

import AxeBuilder from "@axe-core/playwright"
import { expect, test, type Page } from "@playwright/test"
import { Desk, sample } from "./desk"

const SCRIPT = "<img src=x onerror=alert(1)>"

test.describe.configure({ mode: "serial" })
let desk: Desk
let page: Page
const problems: string[] = []

test.beforeAll(async ({ browser }) => {
  desk = await Desk.start()
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
  page = await context.newPage()
  page.on("pageerror", (error) => problems.push(error.message))
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()))
  page.on("dialog", (dialog) => {
    problems.push(`a script ran: ${dialog.message()}`)
    void dialog.dismiss()
  })
})
test.afterAll(async () => {
  await page.context().close()
  await desk.end()
})
test.afterEach(() => expect(problems.splice(0)).toEqual([]))

async function accessible() {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical")
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(" | ")}`)).toEqual([])
  }
  await page.emulateMedia({ colorScheme: "light" })
}

async function upload(name: string, kind: "Running" | "Standing (neutral)", shownAs = name) {
  const session = page.getByRole("article").first()
  await session.getByRole("radio", { name: kind }).check()
  await session.locator("input[type=file]").setInputFiles(sample(name))
  await expect(session.getByText(shownAs, { exact: true })).toBeVisible()
}

const clipRow = (name: string) => page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) })
const frame = async () => Number(/frame (\d+)/.exec((await page.getByTestId("frame").textContent()) ?? "")?.[1])

test("a client is entered, and a script in the name is text", async () => {
  await page.goto(desk.url)
  await expect(page.getByText("No clients yet")).toBeVisible()
  await accessible()
  await page.getByLabel("Name or code").fill(SCRIPT)
  await page.getByRole("button", { name: "New client" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toContainText(SCRIPT)
  expect(await page.locator("h1 img").count()).toBe(0)
  await page.getByRole("button", { name: "New session" }).click()
  await expect(page.getByText("Drop a clip here")).toBeVisible()
})

test("what is no video is refused before it is sent, and after", async () => {
  const input = page.locator("input[type=file]")
  await input.setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("x") })
  await expect(page.getByRole("alert")).toContainText("is no video file")
  await input.setInputFiles({ name: "fake.mp4", mimeType: "video/mp4", buffer: Buffer.from("x".repeat(5000)) })
  await expect(page.getByRole("alert")).toContainText("not a video")
  // The refusal itself is an answer of 415, which the browser notes.
  expect(problems.splice(0).every((text) => text.includes("415"))).toBe(true)
})

test("clips are uploaded, analysed, and the page is reloaded in the middle", async () => {
  await upload("limited_extension_60fps.mp4", "Running")
  await upload("standing_limited_extension.mp4", "Standing (neutral)")
  const row = clipRow("limited_extension_60fps.mp4")
  await row.getByRole("button", { name: "How it was filmed" }).click()
  await row.getByLabel("Height of the runner (m)").fill("1.75")
  await row.getByLabel("Standing clip").selectOption({ label: "standing_limited_extension.mp4" })
  await accessible()
  await row.getByRole("button", { name: "Save" }).click()
  await row.getByRole("button", { name: "Analyse" }).click()
  await expect(row.getByRole("status")).toContainText("reading the body", { timeout: 60_000 })
  await page.reload()
  await expect(clipRow("limited_extension_60fps.mp4").getByRole("status")).toContainText("is analysed")
  // Another clip comes while the first is worked on, and waits.
  await upload("easy_runner_60fps.mp4", "Running")
  await clipRow("easy_runner_60fps.mp4").getByRole("button", { name: "Analyse" }).click()
  await expect(clipRow("easy_runner_60fps.mp4").getByRole("status")).toContainText("waits")
  for (const name of ["limited_extension_60fps.mp4", "easy_runner_60fps.mp4"]) {
    await expect(clipRow(name).getByRole("link", { name: "Open result" })).toBeVisible({ timeout: 180_000 })
  }
})

test("the result shows capture quality first, the finding in words, and passes the accessibility test", async () => {
  await clipRow("limited_extension_60fps.mp4").getByRole("link", { name: "Open result" }).click()
  const headings = page.locator(".said h2")
  await expect(headings.first()).toHaveText("Recording")
  await expect(page.locator(".main-finding .chip").first()).toHaveText("outside")
  await expect(page.getByText("against own standing posture").first()).toBeVisible()
  await accessible()
})

test("video, curves and frame number stay together within a frame", async () => {
  await page.locator("video").evaluate(async (video: HTMLVideoElement) => {
    if (video.readyState < 2) await new Promise((done) => video.addEventListener("loadeddata", done, { once: true }))
  })
  const agrees = async (wanted: number) => {
    await expect.poll(frame).toBe(wanted)
    await expect
      .poll(() => page.locator("video").evaluate((video: HTMLVideoElement) => Math.floor(video.currentTime * 60)))
      .toBe(wanted)
  }
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("ArrowRight")
  await agrees(3)
  await page.keyboard.press("Shift+ArrowRight")
  await agrees(13)
  await page.keyboard.press("ArrowLeft")
  await agrees(12)
  // The other way: a click in a curve moves the video.
  const over = page.locator(".chart .u-over").first()
  const box = (await over.boundingBox())!
  await page.mouse.click(box.x + box.width / 2, box.y + 20)
  await expect.poll(frame).toBeGreaterThan(100)
  const middle = await frame()
  await agrees(middle)
  const line = (await page.locator(".cursor-line").first().boundingBox())!
  expect(Math.abs(line.x + 1 - (box.x + box.width / 2))).toBeLessThan(box.width / 200)
  // And playing: the label follows what is shown.
  await page.keyboard.press(" ")
  await expect.poll(frame).toBeGreaterThan(middle + 5)
  await page.keyboard.press(" ")
  await expect.poll(() => page.locator("video").evaluate((video: HTMLVideoElement) => video.paused)).toBe(true)
  await agrees(await frame())
})

test("a hip is dragged, the angle changes, and undo puts it back", async () => {
  const over = page.locator(".chart .u-over").first()
  const box = (await over.boundingBox())!
  await page.mouse.click(box.x + box.width / 3, box.y + 20)
  // The frame that played last lies past the middle: until the click is shown, it would be taken for the clicked one.
  await expect.poll(frame).toBeLessThan(150)
  const thigh = page.getByTestId("thigh_deg")
  const before = await thigh.textContent()
  const at = await frame()
  await page.getByRole("button", { name: "Move a landmark" }).click()
  const hip = await page.evaluate(async (frame) => {
    const id = location.pathname.split("/")[2]
    const result = await (await fetch(`/api/clips/${id}/result`)).json()
    const near = result.summary.side_to_camera
    return { place: result.series.landmarks_px[`${near}_hip`][frame], width: result.clip.width_px }
  }, at)
  const canvas = (await page.getByTestId("overlay").boundingBox())!
  const scale = canvas.width / hip.width
  const [x, y] = [canvas.x + hip.place[0] * scale, canvas.y + hip.place[1] * scale]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 10, y, { steps: 3 })
  await page.mouse.move(x + 25, y, { steps: 3 })
  await page.mouse.up()
  await expect(page.getByTestId("log")).toContainText("hip put at")
  await expect(thigh).not.toHaveText(before!)
  expect(await frame()).toBe(at)
  await page.keyboard.press("Control+z")
  await expect(thigh).toHaveText(before!)
  await page.keyboard.press("Control+Shift+z")
  await expect(thigh).not.toHaveText(before!)
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(thigh).toHaveText(before!)
})

test("a landmark is moved with the keyboard alone, and an event is moved", async () => {
  const put = page.getByRole("button", { name: "Put it here" })
  await page.getByRole("combobox", { name: "Landmark" }).selectOption("left_knee")
  const right = page.getByRole("button", { name: "Right", exact: true })
  await right.focus()
  for (let n = 0; n < 5; n += 1) await page.keyboard.press("Enter")
  await put.focus()
  await page.keyboard.press("Enter")
  await expect(page.getByTestId("log")).toContainText("left knee put at")
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(page.getByTestId("log").locator("del")).toHaveCount(1)
  await page.getByRole("button", { name: "Events" }).click()
  await page.getByRole("button", { name: "Move the nearest to this frame" }).click()
  await expect(page.getByTestId("log")).toContainText("initial contact moved")
  await page.getByRole("button", { name: "Undo" }).click()
  await page.getByRole("button", { name: "Known length" }).click()
  const canvas = (await page.getByTestId("overlay").boundingBox())!
  await page.mouse.click(canvas.x + canvas.width * 0.2, canvas.y + canvas.height * 0.8)
  await page.mouse.click(canvas.x + canvas.width * 0.7, canvas.y + canvas.height * 0.8)
  await page.getByLabel("Length (m)").fill("1.5")
  await page.getByRole("button", { name: "Apply" }).click()
  await expect(page.getByText("from known length")).toBeVisible()
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(page.getByText("from body height")).toBeVisible()
})

test("an event is dragged in the lane of stance, and undone", async () => {
  await page.getByRole("button", { name: "Events" }).click()
  const lane = page.locator(".lane .u-over")
  await lane.scrollIntoViewIfNeeded()
  const contact = await page.evaluate(async () => {
    const id = location.pathname.split("/")[2]
    const result = await (await fetch(`/api/clips/${id}/result`)).json()
    const times = result.series.time_s
    const own = result.events[result.summary.side_to_camera].initial_contact_s
    return (own[Math.floor(own.length / 2)] - times[0]) / (times.at(-1) - times[0])
  })
  const box = (await lane.boundingBox())!
  const [x, y] = [box.x + contact * box.width, box.y + box.height / 4]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 6, y, { steps: 3 })
  await page.mouse.up()
  const moved = page.getByTestId("log").locator("li").last()
  await expect(moved).toContainText("initial contact moved")
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(moved.locator("del")).toHaveCount(1)
  // With the keyboard: from event to event.
  const at = await frame()
  await page.getByRole("button", { name: "To the next event" }).press("Enter")
  await expect.poll(frame).toBeGreaterThan(at)
})

test("curves show a few seconds that follow the video", async () => {
  await page.getByLabel("Seconds shown").selectOption("2 seconds")
  const line = page.locator(".chart .cursor-line").first()
  const host = (await page.locator(".chart .u-over").first().boundingBox())!
  for (let n = 0; n < 20; n += 1) await page.keyboard.press("Shift+ArrowRight")
  await page.keyboard.press("Shift+ArrowLeft")
  await expect
    .poll(async () => {
      const box = (await line.boundingBox())!
      return box.x >= host.x - 2 && box.x <= host.x + host.width + 2
    })
    .toBe(true)
  await page.getByLabel("Seconds shown").selectOption("whole clip")
})

test("a finding points at its strides, one by one", async () => {
  await page.locator(".findings button").first().click()
  const pointed = page.locator(".pointed")
  await expect(pointed).toContainText("stride 1 of")
  const at = await frame()
  await pointed.getByRole("button", { name: "Next of them" }).click()
  await expect(pointed).toContainText("stride 2 of")
  await expect.poll(frame).toBeGreaterThan(at)
  await pointed.getByRole("button", { name: "No longer point at strides" }).click()
  await expect(pointed).toHaveCount(0)
})

test("the report opens, and two sessions are compared", async () => {
  const report = await page.request.get(
    (await page.getByRole("link", { name: "Open report" }).getAttribute("href"))!.replace(/^/, desk.url),
  )
  expect(report.status()).toBe(200)
  expect(await report.text()).toContain("limited_extension_60fps.mp4")
  const paper = await page.request.get(report.url().replace("format=html", "format=pdf"))
  expect(paper.headers()["content-type"]).toBe("application/pdf")
  expect((await paper.body()).subarray(0, 5).toString()).toBe("%PDF-")
  await page.getByRole("navigation").getByRole("link").nth(1).click()
  // Angles of different zeros are refused, with the reason.
  await page.getByRole("checkbox", { name: "limited_extension" }).check()
  await page.getByRole("checkbox", { name: "easy_runner" }).check()
  await page.getByRole("button", { name: /Compare/ }).click()
  await expect(page.getByRole("alert")).toContainText("standing clip")
  await accessible()
  expect(problems.splice(0).every((text) => text.includes("409"))).toBe(true)
  await page.goBack()
  const again = clipRow("easy_runner_60fps.mp4")
  await upload("standing_easy_runner.mp4", "Standing (neutral)")
  await again.getByRole("button", { name: "How it was filmed" }).click()
  await again.getByLabel("Standing clip").selectOption({ label: "standing_easy_runner.mp4" })
  await again.getByRole("button", { name: "Save" }).click()
  await again.getByRole("button", { name: "Analyse again" }).click()
  await expect(again.getByRole("status")).toBeVisible()
  await expect(again.getByRole("status")).toHaveCount(0, { timeout: 180_000 })
  await page.getByRole("checkbox", { name: "limited_extension" }).check()
  await page.getByRole("checkbox", { name: "easy_runner" }).check()
  await page.getByRole("button", { name: /Compare/ }).click()
  await expect(page.getByRole("heading", { name: "Real changes" })).toBeVisible()
  await expect(page.getByRole("table").first()).toContainText("Cadence")
  await accessible()
})

test("the client is deleted with everything", async () => {
  await page.goto(desk.url)
  await page.getByRole("link", { name: SCRIPT }).click()
  await page.getByRole("button", { name: "Delete client" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Delete client" }).click()
  await expect(page.getByText("No clients yet")).toBeVisible()
})
