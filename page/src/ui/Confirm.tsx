/** A question before something is deleted. The dialog element keeps the focus inside. */

import { useEffect, useRef } from "preact/hooks"
import { texts } from "../texts"

export function Confirm(props: { ask: string; verb: string; yes: () => void; no: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} onCancel={props.no} aria-label={props.verb}>
      <p>{props.ask}</p>
      <div class="row end">
        <button onClick={props.no} autofocus>
          {texts.clip.cancel}
        </button>
        <button class="danger" onClick={props.yes}>
          {props.verb}
        </button>
      </div>
    </dialog>
  )
}
