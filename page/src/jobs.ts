/** News of jobs from the server. */

import { useEffect, useRef } from "preact/hooks"
import type { Job } from "./types"

const listeners = new Set<(job: Job) => void>()
let source: EventSource | undefined

function open() {
  source ??= new EventSource("/api/events")
  source.addEventListener("job", (event) => {
    const job = JSON.parse((event as MessageEvent<string>).data) as Job
    for (const listener of listeners) listener(job)
  })
}

/** Calls back with every change of a job while the view is shown. The browser connects again by itself. */
export function useJobs(listener: (job: Job) => void) {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => {
    const own = (job: Job) => latest.current(job)
    if (!source) open()
    listeners.add(own)
    return () => void listeners.delete(own)
  }, [])
}

export const isOver = (job: Job): boolean => job.state !== "queued" && job.state !== "running"
