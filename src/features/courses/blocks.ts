/** A text as its readers meet it, block by block: prose, videos, audio, scenarios, reflections, checklists. Pure. */
import type { Directive } from './directives.ts'
import { anchorOf, readChecklist, readMedia, readScenario } from './directives.ts'
import { fileIdOf, renderLine, renderMarkdown, renderPieces } from './markdown.ts'

export interface MediaBlock {
  kind: 'video' | 'audio'
  id: string
  title: string
  /** One of our own files, played in the page; else null. */
  file_href: string | null
  /** Elsewhere: a link, with the name of the place. */
  link: { href: string; host: string } | null
  captions_href: string | null
  transcript_html: string | null
}

export interface ScenarioBlock {
  kind: 'scenario'
  id: string
  title: string
  introduction_html: string | null
  steps: {
    id: string
    title: string
    html: string | null
    choices: { text: string; explanation_html: string | null; href: string; to_title: string | null }[]
  }[]
}

export interface ReflectionBlock {
  kind: 'reflection'
  id: string
  title: string
  html: string | null
}

export interface ChecklistBlock {
  kind: 'checklist'
  id: string
  title: string
  introduction_html: string | null
  items: { key: string; html: string }[]
}

export type Block = { kind: 'prose'; html: string } | MediaBlock | ScenarioBlock | ReflectionBlock | ChecklistBlock

/** Ids are made of the kind and the title, so that what a learner kept stays theirs when other parts of the page change. */
export function blocksOf(text: string): Block[] {
  const taken = new Set<string>()
  const idFor = ({ name, title }: Directive): string => {
    const wanted = title ? `${name}-${anchorOf(title)}` : name
    for (let number = 1; ; number++) {
      const id = number === 1 ? wanted : `${wanted}-${number}`
      if (taken.has(id)) continue
      taken.add(id)
      return id
    }
  }
  return renderPieces(text).map((piece) =>
    'html' in piece ? { kind: 'prose', html: piece.html } : blockOf(piece.directive, idFor(piece.directive)),
  )
}

const htmlOf = (text: string): string | null => (text.trim() === '' ? null : renderMarkdown(text))

function blockOf(directive: Directive, id: string): Block {
  const { name, title, inner } = directive
  switch (name) {
    case 'video':
    case 'audio':
      return mediaBlock(name, id, title, inner)
    case 'scenario':
      return scenarioBlock(id, title, inner)
    case 'reflection':
      return { kind: 'reflection', id, title: title || 'Think about it', html: htmlOf(inner) }
    case 'checklist': {
      const { introduction, items } = readChecklist(inner)
      const keys = new Set<string>()
      return {
        kind: 'checklist',
        id,
        title: title || 'Checklist',
        introduction_html: htmlOf(introduction),
        items: items.map((item) => {
          const wanted = anchorOf(item) || 'item'
          let key = wanted
          for (let number = 2; keys.has(key); number++) key = `${wanted}-${number}`
          keys.add(key)
          return { key, html: renderLine(item) }
        }),
      }
    }
  }
}

function mediaBlock(kind: 'video' | 'audio', id: string, title: string, inner: string): MediaBlock {
  const { source, captions, transcript } = readMedia(inner)
  const url = /^https:/i.test(source) ? URL.parse(source) : null
  return {
    kind,
    id,
    title: title || (kind === 'video' ? 'Video' : 'Recording'),
    file_href: fileIdOf(source) ? source : null,
    link: url && { href: url.href, host: url.hostname.replace(/^www\./, '') },
    captions_href: fileIdOf(captions) ? captions : null,
    transcript_html: htmlOf(transcript),
  }
}

function scenarioBlock(id: string, title: string, inner: string): ScenarioBlock {
  const { introduction, steps } = readScenario(inner)
  const idOf = (anchor: string) => `${id}-${anchor}`
  return {
    kind: 'scenario',
    id,
    title: title || 'What would you do?',
    introduction_html: htmlOf(introduction),
    steps: steps.map((step, index) => ({
      // Two steps of one name are refused when publishing; on the page each still has an id of its own.
      id:
        steps.findIndex((one) => one.anchor === step.anchor) === index
          ? idOf(step.anchor)
          : `${idOf(step.anchor)}-${index}`,
      title: step.title,
      html: htmlOf(step.text),
      choices: step.choices.map((choice) => {
        const to = steps.find((one) => one.anchor === choice.to)
        return {
          text: choice.text,
          explanation_html: htmlOf(choice.explanation),
          href: to ? `#${idOf(to.anchor)}` : '#',
          to_title: to?.title ?? null,
        }
      }),
    })),
  }
}

/** The ids of the blocks in which a learner can keep something, with what may be ticked in each. */
export function keepingBlocks(text: string): Map<string, { kind: 'reflection' | 'checklist'; keys: string[] }> {
  return new Map(
    blocksOf(text).flatMap((block) =>
      block.kind === 'reflection' || block.kind === 'checklist'
        ? [[block.id, { kind: block.kind, keys: block.kind === 'checklist' ? block.items.map(({ key }) => key) : [] }]]
        : [],
    ),
  )
}
