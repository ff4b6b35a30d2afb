/** Loading something, with its failure in words. */

import { useCallback, useEffect, useState } from "preact/hooks"
import { Refusal } from "../api"
import { texts } from "../texts"
import { inPageWords } from "../wording"

export type Loaded<T> = { value: T | undefined; error: Refusal | undefined; again: () => Promise<void> }

export function useLoad<T>(load: () => Promise<T>, keys: unknown[]): Loaded<T> {
  const [value, setValue] = useState<T>()
  const [error, setError] = useState<Refusal>()
  const again = useCallback(async () => {
    try {
      setValue(await load())
      setError(undefined)
    } catch (problem) {
      setError(asRefusal(problem))
    }
  }, keys)
  useEffect(() => void again(), [again])
  return { value, error, again }
}

export const asRefusal = (problem: unknown): Refusal =>
  problem instanceof Refusal ? problem : new Refusal(0, "page", String(problem))

export function Problem(props: { error: Refusal; again?: () => void }) {
  return (
    <div class="problem" role="alert">
      <strong>{texts.error.title}</strong>
      <p>{inPageWords(props.error.message)}</p>
      {props.again && <button onClick={props.again}>{texts.error.retry}</button>}
    </div>
  )
}

export function Loading() {
  return (
    <p class="hint" aria-busy="true">
      {texts.result.loading} …
    </p>
  )
}
