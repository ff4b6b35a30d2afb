/** A server of its own for each test file, that can be killed and started again. */

import { spawn, type ChildProcess } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { fileURLToPath } from "node:url"

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..")
export const sample = (name: string) => join(ROOT, "sample_videos", name)

export class Desk {
  private process: ChildProcess | undefined
  private constructor(
    readonly folder: string,
    readonly port: number,
  ) {}

  static async start(): Promise<Desk> {
    const desk = new Desk(mkdtempSync(join(tmpdir(), "desk-")), await freePort())
    await desk.run()
    return desk
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async run() {
    const program = process.env["RUNTILT_BIN"] ?? join(ROOT, "target/release/runtilt")
    this.process = spawn(program, ["serve", "--data", this.folder, "--port", String(this.port)], {
      cwd: ROOT,
      stdio: "inherit",
    })
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await fetch(`${this.url}/api/state`).catch(() => undefined)
      if (answer?.ok) return
      await new Promise((done) => setTimeout(done, 100))
    }
    throw new Error("the server does not start")
  }

  /** As in a power cut. */
  async kill() {
    const gone = new Promise((done) => this.process?.once("exit", done))
    this.process?.kill("SIGKILL")
    await gone
  }

  async end() {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
    server.once("error", failed)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => (address && typeof address === "object" ? done(address.port) : failed(new Error("no port"))))
    })
  })
}
