/** YAML as people keep it in git: written in one way only, and read without surprises, with the line of every part. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, stringify } from 'yaml'
import type { Document, Node } from 'yaml'

/** A part of what was read, by the names and places that lead to it. */
export type YamlPath = readonly (string | number)[]

export interface YamlFault {
  line: number
  text: string
}

export interface ReadYaml {
  /** Texts, lists and objects only: `yes`, `1.50` and `2026-11-22` stay what was typed. */
  value: unknown
  faults: YamlFault[]
  /** Of the part, or of the nearest part around it that is there. */
  lineOf: (path: YamlPath) => number
}

/** So deep nobody writes. */
const deepest = 60
const tooDeep = 'It is nested too deeply'
/** Sixty levels begun in one line: no text has it, and the reader would need seconds to run out of its stack. */
const steepLine = /^(?: {0,9}[-?](?= )){60}|^ {300}|(?:[[{] ?(?:[^\s[\]{}:]{1,20}: ?)?){60}/
const mostLines = 30_000

/** `firstLine`: where the text begins in the file that people look at. */
export function readYaml(text: string, firstLine = 1): ReadYaml {
  const broken = (line: number, words: string): ReadYaml => ({
    value: undefined,
    faults: [{ line, text: words }],
    lineOf: () => firstLine,
  })
  if ((text.match(/\n/g)?.length ?? 0) > mostLines)
    return broken(firstLine, `It has more than ${mostLines.toLocaleString('en')} lines`)
  const deep = text.split('\n').findIndex((line) => steepLine.test(line))
  if (deep !== -1) return broken(firstLine + deep, tooDeep)
  const counter = new LineCounter()
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: counter,
    prettyErrors: false,
    // Compared below: the reader's own way takes minutes for a map of 100,000.
    uniqueKeys: false,
  })
  const lineAt = (offset: number) => firstLine + Math.max(0, counter.linePos(offset).line - 1)
  const [error] = [...document.errors, ...document.warnings]
  const exhausted = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  if (exhausted) return broken(lineAt(exhausted.pos[0]), tooDeep)
  if (error) return broken(lineAt(error.pos[0]), `It is not YAML that can be read here: ${error.message}`)
  const faults: YamlFault[] = []
  const value = valueOf(document.contents, (node, words) => {
    faults.push({ line: lineAt(node?.range?.[0] ?? 0), text: words })
    return undefined
  })
  return { value, faults, lineOf: (path) => lineOfPath(document, path, lineAt) }
}

function valueOf(
  node: Node | null | undefined,
  refuse: (node: Node | null | undefined, words: string) => undefined,
  depth = 0,
): unknown {
  if (depth > deepest) return refuse(node, tooDeep)
  if (isAlias(node)) return refuse(node, 'What stands elsewhere (*) cannot be named: write it again')
  if (isScalar(node)) return String(node.value ?? '')
  if (isSeq<Node>(node)) return node.items.map((one) => valueOf(one, refuse, depth + 1))
  if (!isMap<Node, Node>(node)) return ''
  const pairs = new Map<string, unknown>()
  for (const { key, value } of node.items) {
    if (!isScalar(key)) refuse(key, 'A name here must be a word')
    else if (pairs.has(String(key.value))) refuse(key, `“${String(key.value)}” is there twice`)
    else pairs.set(String(key.value), valueOf(value, refuse, depth + 1))
  }
  return Object.fromEntries(pairs)
}

function lineOfPath(document: Document, path: YamlPath, lineAt: (offset: number) => number): number {
  let [node, line]: [unknown, number] = [document.contents, lineAt(0)]
  for (const step of path) {
    if (isMap<Node, Node>(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step)
      if (!pair) break
      line = lineAt(pair.key.range?.[0] ?? 0)
      node = pair.value
    } else if (isSeq<Node>(node)) {
      node = node.items[Number(step)]
      if (!node) break
      line = lineAt((node as Node).range?.[0] ?? 0)
    } else break
  }
  return line
}

/** Long lines stay whole, and several lines stand as they are, so that a comparison shows what somebody changed. */
const written = { lineWidth: 0, blockQuote: 'literal', indentSeq: true } as const

export const writeYaml = (value: Record<string, unknown>): string => stringify(value, written)

/** A list of things with an empty line between them. */
export const writeYamlList = (values: Record<string, unknown>[]): string =>
  values.map((value) => stringify([value], written)).join('\n')
