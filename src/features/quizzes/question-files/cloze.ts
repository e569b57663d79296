/** Moodle's embedded answers, `{1:SHORTANSWER:=Paris~%50%Lyon}`, in a text: what stands in each gap. */
import { anyText } from './html.ts'

const gap =
  /\{\d*:(?:SHORTANSWER|SA|MW|NUMERICAL|NM|MULTICHOICE|MC|MULTIRESPONSE|MR)_?(?:C|H|HS|V|VS|S)?:((?:\\.|[^\\}])*)\}/g

/** The text with `_____` for each gap, and the right spellings of each. */
export function readCloze(html: string): { html: string; gaps: string[][] } {
  const gaps: string[][] = []
  const shown = html.replace(gap, (_, content: string) => {
    gaps.push(rightOnes(content))
    return '_____'
  })
  return { html: shown, gaps }
}

function rightOnes(content: string): string[] {
  return content
    .split(/(?<!\\)~/)
    .map((option) => option.trim())
    .filter((option) => /^(=|%100(\.0+)?%)/.test(option))
    .map((option) =>
      anyText(
        option
          .replace(/^=|^%[\d.]+%/, '')
          .replace(/(?<!\\)#[\s\S]*$/, '')
          .replace(/\\(.)/g, '$1'),
      ),
    )
}
