/** The directives of a course's Markdown: ::: video, audio, scenario, reflection, checklist. What stands in each: pure. */
import type MarkdownIt from 'markdown-it'
import type { Token } from 'markdown-it'

export const directiveNames = ['video', 'audio', 'scenario', 'reflection', 'checklist'] as const
export type DirectiveName = (typeof directiveNames)[number]

export interface Directive {
  name: DirectiveName
  title: string
  /** The lines between ::: and :::, as written. */
  inner: string
  is_closed: boolean
}

const opening = /^:::+[ \t]*([a-z]+)(?:[ \t]+(.*))?$/
const closing = /^:::+[ \t]*$/

/** A directive becomes one token that keeps its lines as they are; only at the left edge of the page, never in a list or a quote. */
export function directiveRule(markdown: InstanceType<typeof MarkdownIt>): void {
  markdown.block.ruler.before(
    'fence',
    'directive',
    (state, startLine, endLine, silent) => {
      if (state.level !== 0 || state.blkIndent !== 0 || state.tShift[startLine] !== 0) return false
      const lineAt = (line: number) => state.src.slice(state.bMarks[line], state.eMarks[line])
      const [, name, title = ''] = opening.exec(lineAt(startLine)) ?? []
      if (!(directiveNames as readonly (string | undefined)[]).includes(name)) return false
      if (silent) return true
      let depth = 1
      let line = startLine + 1
      for (; line < endLine && depth > 0; line++) {
        if (closing.test(lineAt(line))) depth -= 1
        else if (opening.test(lineAt(line))) depth += 1
      }
      const isClosed = depth === 0
      const token = state.push('directive', '', 0)
      token.block = true
      token.map = [startLine, line]
      token.meta = {
        name: name as DirectiveName,
        title: title.trim(),
        inner: state.getLines(startLine + 1, isClosed ? line - 1 : line, 0, false),
        is_closed: isClosed,
      } satisfies Directive
      state.line = line
      return true
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  )
}

/** What the rule above kept in the token. */
export const directiveOf = (token: Token): Directive => token.meta as unknown as Directive

export interface MediaText {
  /** `/files/…` or `https://…`; empty where none was given. */
  source: string
  /** `/files/…` of a captions file, or `yes` where the page that the link leads to has them. */
  captions: string
  transcript: string
}

/** `source:` and `captions:` first, an empty line, then the transcript. */
export function readMedia(inner: string): MediaText {
  const found: MediaText = { source: '', captions: '', transcript: '' }
  const lines = inner.split('\n')
  let at = 0
  for (; at < lines.length; at++) {
    const [, key, value] = /^(source|captions):\s*(.*)$/i.exec(lines[at]!.trim()) ?? []
    if (key !== undefined) found[key.toLowerCase() as 'source' | 'captions'] = value!.trim()
    else if (lines[at]!.trim() !== '') break
  }
  found.transcript = lines.slice(at).join('\n').trim()
  return found
}

export interface Choice {
  text: string
  /** Markdown: why it was a good or a bad choice. */
  explanation: string
  to: string
}

export interface ScenarioStep {
  title: string
  anchor: string
  /** Markdown. */
  text: string
  choices: Choice[]
}

export interface ScenarioText {
  introduction: string
  steps: ScenarioStep[]
}

/** `She is alone` and `#She is alone` both mean the step `she-is-alone`. */
export const anchorOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '')

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Each heading begins a step; each `- [choice](#step) explanation` is a choice, with further lines of it indented. */
export function readScenario(inner: string): ScenarioText {
  const scenario: ScenarioText = { introduction: '', steps: [] }
  let choice: Choice | null = null
  for (const line of inner.split('\n')) {
    const step = scenario.steps.at(-1)
    const [, heading] = /^#{1,6}\s+(.+?)\s*#*$/.exec(line) ?? []
    const [, text, to, rest] = /^[-*+]\s+\[([^\]]+)\]\(#([^)]*)\)\s*(.*)$/.exec(line) ?? []
    if (heading !== undefined) {
      scenario.steps.push({ title: heading, anchor: anchorOf(heading), text: '', choices: [] })
      choice = null
    } else if (text !== undefined && step) {
      choice = { text, to: anchorOf(decoded(to!)), explanation: rest! }
      step.choices.push(choice)
    } else if (choice && (/^\s{2,}\S/.test(line) || line.trim() === ''))
      choice.explanation += `\n${line.replace(/^ {2,4}/, '')}`
    else if (step) {
      step.text += `${line}\n`
      choice = null
    } else scenario.introduction += `${line}\n`
  }
  for (const step of scenario.steps) {
    step.text = step.text.trim()
    for (const one of step.choices) one.explanation = one.explanation.trim()
  }
  scenario.introduction = scenario.introduction.trim()
  return scenario
}

export interface ChecklistText {
  introduction: string
  items: string[]
}

/** `- [ ] something to do`, one on each line. */
export function readChecklist(inner: string): ChecklistText {
  const lines = inner.split('\n')
  const isItem = (line: string) => /^[-*+]\s+/.test(line)
  return {
    introduction: lines
      .filter((line) => !isItem(line))
      .join('\n')
      .trim(),
    items: lines.filter(isItem).map((line) => line.replace(/^[-*+]\s+(\[[ xX]?\]\s*)?/, '').trim()),
  }
}
