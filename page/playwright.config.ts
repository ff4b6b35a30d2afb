import { defineConfig, devices } from "@playwright/test"

// Against the real program and real clips: one after the other, since every analysis takes all cores.
export default defineConfig({
  testDir: "e2e",
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    actionTimeout: 15_000,
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 720 },
    launchOptions: { executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"] },
  },
})
