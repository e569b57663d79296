/** What is wrong with the text of a page, in plain English, and how hard it is to read: pure. */
import type { Directive } from './directives.ts'
import { readChecklist, readMedia, readScenario } from './directives.ts'
import { fileIdOf, listDirectives, listImages, listLinks, plainText } from './markdown.ts'

export interface PageFile {
  id: string
  media_type: string
}

export type Check = 'pictures' | 'media' | 'links' | 'parts' | 'dates' | 'quizzes' | 'content'

export interface TextFault {
  check: Check
  text: string
}

export function textFaults(text: string, files: PageFile[]): TextFault[] {
  const as =
    (check: Check) =>
    (fault: string): TextFault => ({ check, text: fault })
  return [
    ...imageFaults(text, files).map(as('pictures')),
    ...linkFaults(text, files).map(as('links')),
    ...listDirectives(text).flatMap((directive) =>
      directiveFaults(directive, files).map(
        as(directive.name === 'video' || directive.name === 'audio' ? 'media' : 'parts'),
      ),
    ),
  ]
}

function imageFaults(text: string, files: PageFile[]): string[] {
  return listImages(text).flatMap((image) => {
    const id = fileIdOf(image.src)
    const file = files.find((one) => one.id === id)
    return [
      ...(image.alt === '' && !image.is_decorative
        ? ['an image has no description for people who cannot see it. If it only decorates, say so']
        : []),
      ...(!file?.media_type.startsWith('image/')
        ? [`the image ‘${image.alt || image.src}’ is not one of the files of this page`]
        : []),
    ]
  })
}

/** Whether a link answers is asked elsewhere and later: here, whether it can lead anywhere at all. */
function linkFaults(text: string, files: PageFile[]): string[] {
  return listLinks(text).flatMap(({ href, text: words, is_refused }) => {
    const name = words || href
    if (is_refused)
      return [`the link ‘${name}’ leads nowhere: its address must begin with https://, mailto:, tel: or /`]
    if (words === '') return [`a link to ${href} has no words`]
    if (/^(click )?here$/i.test(words)) return [`the link ‘${words}’ does not say where it leads`]
    const fileId = href.startsWith('/files/') ? fileIdOf(href) : null
    if (href.startsWith('/files/') && !files.some((file) => file.id === fileId))
      return [`the link ‘${name}’ leads to a file that is not one of this page`]
    if (/^https?:/i.test(href)) {
      const host = URL.parse(href)?.hostname ?? ''
      if (!host.includes('.') || host.endsWith('.')) return [`the link ‘${name}’ has no proper address: ${href}`]
    }
    if (/^mailto:/i.test(href) && !/^mailto:[^@\s]+@[^@\s]+\.[^@\s]+$/i.test(href))
      return [`the link ‘${name}’ has no proper email address: ${href}`]
    return []
  })
}

function directiveFaults(directive: Directive, files: PageFile[]): string[] {
  const { name, title, inner, is_closed } = directive
  const noun = name === 'audio' ? 'recording' : name
  const what = title ? `the ${noun} ‘${title}’` : `a ${noun}`
  const faults = is_closed ? [] : [`${what} has no end: write ::: on a line of its own below it`]
  switch (name) {
    case 'video':
    case 'audio':
      return [...faults, ...mediaFaults(directive, what, files)]
    case 'scenario':
      return [...faults, ...scenarioFaults(inner, what)]
    case 'reflection':
      return inner.trim() === '' ? [...faults, `${what} asks nothing`] : faults
    case 'checklist':
      return readChecklist(inner).items.length === 0 ? [...faults, `${what} has nothing to tick`] : faults
  }
}

function mediaFaults({ name, title, inner }: Directive, what: string, files: PageFile[]): string[] {
  const { source, captions, transcript } = readMedia(inner)
  const typeOf = (address: string) => files.find((file) => file.id === fileIdOf(address))?.media_type
  const faults: string[] = []
  if (title === '') faults.push(`${what} has no title`)
  if (source === '') faults.push(`${what} has no source: a file of this page or an address that begins with https://`)
  else if (!typeOf(source)?.startsWith(`${name}/`) && !URL.parse(source)?.protocol.startsWith('https'))
    faults.push(
      `the source of ${what} is neither ${name === 'audio' ? 'an audio' : 'a video'} file of this page nor an address that begins with https://`,
    )
  if (name === 'video' && captions === '') faults.push(`${what} has no captions for people who cannot hear it`)
  if (name === 'video' && captions !== '') {
    const isOwn = fileIdOf(source) !== null
    if (isOwn && typeOf(captions) !== 'text/vtt')
      faults.push(`the captions of ${what} are not a WebVTT file of this page`)
    if (!isOwn && captions.toLowerCase() !== 'yes' && typeOf(captions) !== 'text/vtt')
      faults.push(`the captions of ${what}: write “yes” once you have seen that the video has them where it is`)
  }
  if (transcript === '')
    faults.push(`${what} has no transcript: what is ${name === 'video' ? 'said and shown' : 'said'}`)
  return faults
}

function scenarioFaults(inner: string, what: string): string[] {
  const { steps } = readScenario(inner)
  if (steps.length < 2) return [`${what} needs two steps or more, each with a heading`]
  const anchors = steps.map((step) => step.anchor)
  const reached = new Set([anchors[0]!])
  for (const anchor of reached)
    for (const step of steps) if (step.anchor === anchor) for (const choice of step.choices) reached.add(choice.to)
  return [
    ...steps
      .filter((step, index) => anchors.indexOf(step.anchor) !== index)
      .map((step) => `${what} has two steps called ‘${step.title}’`),
    ...steps.flatMap((step) =>
      step.choices.flatMap((choice) => [
        ...(anchors.includes(choice.to) ? [] : [`in ${what}, the choice ‘${choice.text}’ leads to no step`]),
        ...(choice.explanation === '' ? [`in ${what}, the choice ‘${choice.text}’ explains nothing`] : []),
      ]),
    ),
    ...(steps[0]!.choices.length === 0 ? [`the first step of ${what} has no choices`] : []),
    ...steps
      .filter((step) => !reached.has(step.anchor))
      .map((step) => `in ${what}, no choice leads to the step ‘${step.title}’`),
    ...(steps.every((step) => step.choices.length > 0) ? [`${what} never ends: one step must have no choices`] : []),
  ]
}

/**
 * The reading age of a text by the Flesch-Kincaid grade (0.39 words a sentence + 11.8 syllables a word − 15.59) plus
 * five years; null below 100 words, where the figure means nothing. Syllables are counted by groups of vowels.
 */
export function readingAge(text: string): number | null {
  const plain = plainText(text)
  const words = plain.match(/\p{L}[\p{L}'’]*/gu) ?? []
  if (words.length < 100) return null
  const sentences = plain.split(/[.!?:;]+(?=\s|$)|\n+/).filter((one) => /\p{L}/u.test(one)).length
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  const grade = (0.39 * words.length) / sentences + (11.8 * syllables) / words.length - 15.59
  return Math.max(5, Math.round(grade + 5))
}

function syllablesOf(word: string): number {
  const letters = word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z]/g, '')
  const groups = letters.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').match(/[aeiouy]{1,2}/g)
  return Math.max(1, groups?.length ?? 0)
}
