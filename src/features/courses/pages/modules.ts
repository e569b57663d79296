/** Rows to what the course templates show: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { renderMarkdown } from '../markdown.ts'
import type { ModuleFileRow, ModuleRow } from '../queries/versions.ts'

const kinds: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'image/png': 'PNG image',
  'image/jpeg': 'JPEG image',
}

/** What views/courses/_module_content.ejs shows: the module as a learner reads it. */
export function moduleContent(module: ModuleRow, files: ModuleFileRow[]) {
  return {
    content_notice: module.content_notice,
    body_html: renderMarkdown(module.body),
    video_url: module.video_url,
    video_host: module.video_url ? new URL(module.video_url).hostname.replace(/^www\./, '') : null,
    transcript_html: module.video_url && module.transcript ? renderMarkdown(module.transcript) : null,
    documents: files.filter((file) => !file.media_type.startsWith('image/')).map(filePage),
    law_as_at_words: module.law_as_at ? wordsForDate(module.law_as_at) : null,
    owner: module.owner,
  }
}

export function filePage(file: ModuleFileRow) {
  return {
    ...file,
    href: `/files/${file.file_id}`,
    kind_words: kindWords(file.media_type),
    size_words: sizeWords(file.size_bytes),
    /** The line that shows a picture in the text; brackets in its description would end it early. */
    markdown: file.media_type.startsWith('image/')
      ? `![${file.alt.replace(/[[\]\\]/g, '')}](/files/${file.file_id})`
      : null,
  }
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
    video_url: module.video_url ?? '',
    transcript: module.transcript ?? '',
    has_exit_page: module.has_exit_page ? 'yes' : undefined,
    owner: module.owner,
    length_minutes: String(module.length_minutes),
    seen_updated_at: module.updated_at.toISOString(),
    ...typedDay('law_as_at', module.law_as_at),
    ...typedDay('review_by', module.review_by),
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
