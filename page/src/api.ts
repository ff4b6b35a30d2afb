/** Requests to the server of this page. Everything else is nobody's business. */

import type {
  Client,
  Clip,
  Comparison,
  Corrected,
  Correction,
  CorrectionEntry,
  Job,
  Kind,
  Options,
  Result,
  Session,
  State,
} from "./types"

/** A refusal, in the server's words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

const OWN = { "X-Runtilt": "1" }

async function refusal(response: Response): Promise<Refusal> {
  try {
    const { error } = (await response.json()) as { error: { code: string; message: string } }
    return new Refusal(response.status, error.code, error.message)
  } catch {
    return new Refusal(response.status, "unknown", `the server answered ${response.status}`)
  }
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { ...OWN }
  if (body !== undefined) headers["content-type"] = "application/json"
  let response: Response
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
  } catch {
    throw new Refusal(0, "offline", "the server does not answer: is `runtilt serve` still running?")
  }
  if (response.status === 401) location.assign("/login.html")
  if (!response.ok) throw await refusal(response)
  return (response.status === 204 ? undefined : await response.json()) as T
}

export const api = {
  state: () => ask<State>("GET", "/api/state"),
  clients: () => ask<Client[]>("GET", "/api/clients"),
  client: (id: number) => ask<Client>("GET", `/api/clients/${id}`),
  addClient: (name: string) => ask<Client>("POST", "/api/clients", { name }),
  renameClient: (id: number, name: string) => ask<Client>("PATCH", `/api/clients/${id}`, { name }),
  deleteClient: (id: number) => ask<void>("DELETE", `/api/clients/${id}`),
  addSession: (client: number, date: string, note: string) =>
    ask<Session>("POST", `/api/clients/${client}/sessions`, { date, note }),
  changeSession: (id: number, change: { date?: string; note?: string }) =>
    ask<Session>("PATCH", `/api/sessions/${id}`, change),
  deleteSession: (id: number) => ask<void>("DELETE", `/api/sessions/${id}`),
  clip: (id: number) => ask<Clip>("GET", `/api/clips/${id}`),
  setOptions: (id: number, options: Options) => ask<Clip>("PATCH", `/api/clips/${id}`, { options }),
  deleteClip: (id: number) => ask<void>("DELETE", `/api/clips/${id}`),
  analyse: (id: number) => ask<Job>("POST", `/api/clips/${id}/analyse`),
  cancel: (job: number) => ask<Job>("POST", `/api/jobs/${job}/cancel`),
  frames: (id: number) => ask<{ played_s: number[] }>("GET", `/api/clips/${id}/frames`),
  result: (id: number) => ask<Result>("GET", `/api/clips/${id}/result`),
  corrections: (id: number) => ask<CorrectionEntry[]>("GET", `/api/clips/${id}/corrections`),
  correct: (id: number, correction: Correction) => ask<Corrected>("POST", `/api/clips/${id}/corrections`, correction),
  undo: (id: number) => ask<Corrected>("POST", `/api/clips/${id}/corrections/undo`),
  redo: (id: number) => ask<Corrected>("POST", `/api/clips/${id}/corrections/redo`),
  compare: (clips: number[]) => ask<Comparison>("GET", `/api/compare?clips=${clips.join(",")}`),
  upload,
}

/** An upload that tells how far it is; `XMLHttpRequest`, since `fetch` does not. */
function upload(
  session: number,
  file: File,
  kind: Kind,
  progress: (share: number) => void,
): { done: Promise<Clip>; stop: () => void } {
  const request = new XMLHttpRequest()
  const done = new Promise<Clip>((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => progress(event.loaded / Math.max(event.total, 1)))
    request.addEventListener("load", () => {
      if (request.status === 201) return resolve(JSON.parse(request.responseText) as Clip)
      const answer = new Response(request.responseText, { status: request.status })
      void refusal(answer).then(reject)
    })
    const broken = () => reject(new Refusal(0, "offline", "the upload broke off: is `runtilt serve` still running?"))
    request.addEventListener("error", broken)
    request.addEventListener("abort", () => reject(new Refusal(0, "stopped", "the upload was stopped")))
  })
  request.open("PUT", `/api/sessions/${session}/clips?name=${encodeURIComponent(file.name)}&kind=${kind}`)
  request.setRequestHeader("X-Runtilt", "1")
  request.send(file)
  return { done, stop: () => request.abort() }
}
