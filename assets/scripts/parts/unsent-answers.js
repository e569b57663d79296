/** Answers of a quiz that the server does not have yet, kept on this device for whoever gave them. */
import { keptKeys, readKept, writeKept } from './device.js'

const beginning = 'answers '

/**
 * Kept by tab, for a tab numbers its own answers; each is a whole question: { seq, at, fields }.
 * `key` names the attempt and the person.
 */
export function unsentAnswers(attempt, person, tab) {
  const key = `${beginning}${attempt} ${person}`
  const byTab = () => readKept(key, {})
  // Where nothing can be stored, this page's own still wait in it.
  const own = {}
  let isStored = true

  const change = (how = () => {}) => {
    const all = byTab()
    how(all)
    all[tab] = { ...own }
    for (const name of Object.keys(all)) if (Object.keys(all[name]).length === 0) delete all[name]
    isStored = writeKept(key, Object.keys(all).length > 0 ? all : null)
  }

  return {
    own,
    /** Whether what waits would be there after this page was closed: storage may be full or forbidden. */
    isStored: () => isStored,
    put(question, answer) {
      own[question] = answer
      change()
    },
    /** The server has what was sent: what was changed meanwhile stays. */
    drop(from, sent) {
      const isSent = (question, answer) => sent[question] !== undefined && answer.seq <= sent[question].seq
      for (const [question, answer] of Object.entries(own))
        if (from === tab && isSent(question, answer)) delete own[question]
      change((all) => {
        for (const [question, answer] of Object.entries(all[from] ?? {}))
          if (isSent(question, answer)) delete all[from][question]
      })
    },
    /** What other pages of the same attempt left behind: of each question the latest, and the earlier ones are let go. */
    left() {
      const latest = {}
      for (const [from, answers] of Object.entries(byTab()))
        for (const [question, answer] of Object.entries(answers))
          if (from !== tab && !(latest[question]?.answer.at >= answer.at)) latest[question] = { from, answer }
      const left = {}
      for (const [question, { from, answer }] of Object.entries(latest)) (left[from] ??= {})[question] = answer
      change((all) => {
        for (const from of Object.keys(all)) all[from] = left[from] ?? {}
      })
      return left
    },
    forget() {
      for (const question of Object.keys(own)) delete own[question]
      writeKept(key, null)
    },
  }
}

const forget = (keys) => {
  for (const key of keys) writeKept(key, null)
}
export const forgetAnswers = (attempt) => forget(keptKeys(`${beginning}${attempt} `))

/** Whoever signs out leaves nothing of theirs behind; what would be lost is said first. Others' answers wait for them. */
export function askBeforeSigningOut(form) {
  form.addEventListener('submit', (event) => {
    const keys = keptKeys(beginning).filter((key) => key.endsWith(` ${form.dataset.signsOut}`))
    const count = keys
      .flatMap((key) => Object.values(readKept(key, {})))
      .reduce((sum, answers) => sum + Object.keys(answers).length, 0)
    const what = count === 1 ? '1 answer of a quiz has' : `${count} answers of a quiz have`
    if (count === 0 || confirm(`${what} not been sent yet and will be lost. Sign out all the same?`)) forget(keys)
    else event.preventDefault()
  })
}
