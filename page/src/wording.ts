/** What the measuring part says, in the words of this page: options of the command line become the fields that stand for them. */

import { texts } from "./texts"

/** Longer names first, so that none is cut short by another. */
const OPTIONS = Object.keys(texts.options).sort((a, b) => b.length - a.length)

/** Files of the project, which somebody at the page does not have before them. */
const DOCUMENT = / \(docs\/[\w./-]+\)/g

export function inPageWords(message: string): string {
  return OPTIONS.reduce(
    (text, option) => text.replace(new RegExp(`${option}(?![a-z-])`, "g"), texts.options[option]!),
    message.replace(DOCUMENT, ""),
  )
}
