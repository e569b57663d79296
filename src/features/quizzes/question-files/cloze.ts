/** Moodle's embedded answers, `{1:SHORTANSWER:=Paris~%50%Lyon}`, in a text: what stands in each gap. */
import { plainText } from './html.ts'

const gap =
  /\{\d*:(SHORTANSWER|SA|MW|NUMERICAL|NM|MULTICHOICE|MC|MULTIRESPONSE|MR)_?(?:C|H|HS|V|VS|S)?:((?:\\.|[^\\}])*)\}/g

/** The text with `_____` for each gap, the right spellings of each, and what can be chosen where that is how it is asked. */
export function readCloze(html: string): {
  html: string
  gaps: string[][]
  choices: (string[] | null)[]
  lost: string[]
} {
  const gaps: string[][] = []
  const choices: (string[] | null)[] = []
  const lost: string[] = []
  const shown = html.replace(gap, (_, type: string, content: string) => {
    const options = optionsOf(content)
    const right = options.filter((option) => option.is_right).map((option) => option.text)
    if (/^(NUMERICAL|NM)$/.test(type)) {
      const numbers = right.map((text) => text.split(':').map((one) => one.trim()))
      gaps.push(numbers.map(([number]) => number!))
      for (const [number, tolerance = '0'] of numbers)
        if (Number(tolerance) !== 0)
          lost.push(`The tolerance of ${tolerance} in gap ${gaps.length} does not come along: only ${number} is right.`)
    } else gaps.push(right)
    choices.push(/^(MULTICHOICE|MC)$/.test(type) ? options.map((option) => option.text) : null)
    return '_____'
  })
  return { html: shown, gaps, choices, lost }
}

const optionsOf = (content: string): { text: string; is_right: boolean }[] =>
  content
    .split(/(?<!(?<!\\)(?:\\\\)*\\)~/)
    .map((option) => option.trim())
    .map((option) => ({
      is_right: /^(=|%100(\.0+)?%)/.test(option),
      text: plainText(
        option
          .replace(/^=|^%-?[\d.]+%/, '')
          .replace(/(?<!(?<!\\)(?:\\\\)*\\)#[\s\S]*$/, '')
          .replace(/\\(.)/g, '$1'),
      ),
    }))
