/** Rows to what the course templates show: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { blocksOf } from '../blocks.ts'
import { withVideo } from '../rules.ts'
import type { ModuleFileRow, ModuleRow } from '../queries/versions.ts'

const kinds: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'image/png': 'PNG image',
  'image/jpeg': 'JPEG image',
  'video/mp4': 'MP4 video',
  'video/webm': 'WebM video',
  'audio/mpeg': 'MP3 recording',
  'audio/mp4': 'M4A recording',
  'text/vtt': 'Captions',
}

/** Where a learner's notes go, and what they kept so far, by the id of the block. */
export interface KeptNotes {
  href: string
  kept: Record<string, { text: string; ticked: string[] }>
}

/** What views/courses/_module_content.ejs shows: the module as a learner reads it; authors have no notes. */
export function moduleContent(module: ModuleRow, files: ModuleFileRow[], notes: KeptNotes | null = null) {
  const text = withVideo(module)
  return {
    content_notice: module.content_notice,
    blocks: blocksOf(text),
    notes,
    documents: files
      .filter((file) => isDocument(file.media_type) && !text.includes(`/files/${file.file_id}`))
      .map(filePage),
    law_as_at_words: module.law_as_at ? wordsForDate(module.law_as_at) : null,
    owner: module.owner,
  }
}

const isDocument = (mediaType: string): boolean => !/^(image|video|audio)\/|^text\/vtt$/.test(mediaType)

export function filePage(file: ModuleFileRow) {
  return {
    ...file,
    href: `/files/${file.file_id}`,
    kind_words: kindWords(file.media_type),
    size_words: sizeWords(file.size_bytes),
    markdown: lineFor(file),
    use_words: useWords(file.media_type),
  }
}

function useWords(mediaType: string): string {
  if (mediaType.startsWith('image/')) return 'Put this line into the text:'
  if (mediaType === 'text/vtt') return 'Name it in a video, after captions:'
  if (isDocument(mediaType)) return 'As a link below the text, or where you put this line:'
  return `Name it in ::: ${mediaType.startsWith('video/') ? 'video' : 'audio'}, after source:`
}

const withoutBrackets = (text: string): string => text.replace(/[[\]\\]/g, '')

/** What shows the file where it is put into the text; brackets in its words would end them early. */
function lineFor(file: ModuleFileRow): string {
  const href = `/files/${file.file_id}`
  if (file.media_type.startsWith('image/'))
    return file.is_decorative ? `![](${href} "decorative")` : `![${withoutBrackets(file.alt)}](${href})`
  if (!isDocument(file.media_type)) return href
  return `[${withoutBrackets(file.file_name)} (${kindWords(file.media_type)}, ${sizeWords(file.size_bytes)})](${href})`
}

export const kindWords = (mediaType: string): string => kinds[mediaType] ?? 'file'

export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** What the form of a further module begins with. */
export function newModule(version: { owner: string }): Typed {
  return { owner: version.owner }
}

/** The module as it is stored, as its form shows it. */
export function filledModule(module: ModuleRow): Typed {
  return {
    title: module.title,
    summary: module.summary,
    body: module.body,
    content_notice: module.content_notice ?? '',
    instead_of: module.instead_of ?? '',
    has_exit_page: module.has_exit_page ? 'yes' : undefined,
    owner: module.owner,
    length_minutes: String(module.length_minutes),
    seen_revision: String(module.revision),
    ...typedDay('law_as_at', module.law_as_at),
    ...typedDay('review_by', module.review_by),
    ...typedDay('opens_on', module.opens_on),
    or_live_part_id: module.or_live_part_id ?? '',
    or_live_percent: String(module.or_live_percent ?? ''),
  }
}

function typedDay(name: string, day: string | null): Typed {
  const [year, month, date] = (day ?? '').split('-')
  return {
    [`${name}-day`]: date ? String(Number(date)) : '',
    [`${name}-month`]: month ? String(Number(month)) : '',
    [`${name}-year`]: year ?? '',
  }
}
