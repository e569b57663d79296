/** Rows to what the course templates show: pure. */
import { wordsForDate } from '../../lib/time.ts'
import { renderMarkdown } from './markdown.ts'
import type { ModuleFileRow, ModuleRow } from './queries/versions.ts'

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
    kind_words: kinds[file.media_type] ?? 'file',
    size_words: sizeWords(file.size_bytes),
  }
}

export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
