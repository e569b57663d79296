/** What each button of the editor writes: from the text and what is selected to what stands there instead. */

/** Whole lines get a mark at their beginning, or lose it where all have it. */
const lines = (mark, any) => (selected) => {
  const rows = (selected || '').split('\n')
  const marked = rows.every((row) => any.test(row))
  return rows
    .map((row, index) => (marked ? row.replace(any, '') : mark(index) + row.replace(/^(#{1,6} |[-*] |\d+\. |> )/, '')))
    .join('\n')
}

const around = (mark, words) => ({
  words,
  write: (selected) => {
    if (selected.startsWith(mark) && selected.endsWith(mark) && selected.length > mark.length * 2)
      return selected.slice(mark.length, -mark.length)
    return `${mark}${selected || words}${mark}`
  },
})

const box = (name, words) => ({
  whole: true,
  apart: true,
  words,
  write: (selected) => `::: ${name}\n${selected || words}\n:::`,
})

/**
 * `whole`: it works on whole lines. `apart`: it stands as a block with an empty line on both sides.
 * `words` stand there until the author writes over them, so they are selected.
 */
export const marks = {
  heading: { whole: true, write: lines(() => '## ', /^## /) },
  subheading: { whole: true, write: lines(() => '### ', /^### /) },
  bold: around('**', 'bold'),
  italic: around('*', 'italic'),
  bullets: { whole: true, write: lines(() => '- ', /^[-*] /) },
  numbers: { whole: true, write: lines((index) => `${index + 1}. `, /^\d+\. /) },
  quote: { whole: true, write: lines(() => '> ', /^> /) },
  note: box('note', 'Good to know.'),
  warning: box('warning', 'Be careful with this.'),
  law: box('law', 'What the law says.'),
  reflection: box('reflection Think about it', 'When did you last see somebody step in?'),
  checklist: {
    whole: true,
    apart: true,
    // The mark before it stays when it is written over.
    words: 'The first thing',
    write: (selected) => {
      const items = selected.split('\n').filter((line) => line.trim() !== '')
      const lines = items.length > 0 ? items : ['The first thing', 'The next thing']
      return `::: checklist What I will do\n${lines.map((line) => `- [ ] ${line.replace(/^(- \[ ?\] |[-*] |\d+\. )/, '')}`).join('\n')}\n:::`
    },
  },
  scenario: {
    whole: true,
    apart: true,
    words: 'Say in one or two sentences where this happens and who is there.',
    write: (selected) => `::: scenario What would you do?
${selected || 'Say in one or two sentences where this happens and who is there.'}

### The beginning
What happens, and what somebody says.

- [Ask what they need](#they-tell-you) Good: they decide what happens next.
- [Tell them what to do](#they-go-quiet) They did not ask for that. Listen first.

### They tell you
What follows from the first choice.

### They go quiet
What follows from the second choice.

- [Try again, and listen](#they-tell-you) It is never too late to listen.
:::`,
  },
}

/** The lines of a video or a recording, as docs/guide/writing-a-course.md describes them. */
export const mediaLines = ({ kind, title, source, captions, transcript }) =>
  [
    `::: ${kind} ${title}`,
    `source: ${source}`,
    ...(kind === 'video' ? [`captions: ${captions}`] : []),
    '',
    transcript.trim(),
    ':::',
  ].join('\n')

export function tableLines(headings, rows) {
  const cells = headings.split(',').map((heading) => heading.trim())
  const row = (fill) => `| ${cells.map(fill).join(' | ')} |`
  return [row((heading) => heading), row(() => '---'), ...Array.from({ length: rows }, () => row(() => ' '))].join('\n')
}

/** As people write addresses: a web address without its beginning, or an email address. What is none is left as it is. */
export function addressOf(typed) {
  const address = typed.replace(/\s/g, '%20')
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) || /^[/#]/.test(address)) return address
  if (/^[^@/]+@[^@/]+\.[a-z]{2,}$/i.test(address)) return `mailto:${address}`
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}([/?#:]|$)/i.test(address) ? `https://${address}` : address
}
