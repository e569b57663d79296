/** Rows to what the pages about a package show, and what its frame is given: pure. */
import type { Config } from '../../../platform/config.ts'
import type { Typed } from '../../../platform/http/form.ts'
import type { PackageRow } from '../queries/packages.ts'
import type { ModuleRow } from '../queries/versions.ts'
import type { DoneWhen } from '../rules.ts'
import type { KeptState } from '../scorm/starting.ts'
import { startingCmi } from '../scorm/starting.ts'
import { savedModule } from './edits.ts'
import { filledModule, sizeWords } from './modules.ts'

/** Null where packages can be used. */
export const noHostWords = ({ package_url }: Pick<Config, 'package_url'>): string | null =>
  package_url === undefined
    ? 'Packages cannot be used yet: whoever runs this installation must first give them a host name of their own (PACKAGE_URL)'
    : null

/** What an author is told of a package. */
export function packagePage(row: PackageRow) {
  const parts = row.items.filter((item) => item.path !== null)
  return {
    id: row.id,
    title: row.title,
    file_name: row.file_name,
    version_words: `SCORM ${row.edition}`,
    size_words: `${sizeWords(row.size_bytes)}, ${row.file_count === 1 ? '1 file' : `${row.file_count} files`}, ${sizeWords(row.unpacked_bytes)} unpacked`,
    hash_words: row.sha256.toString('hex'),
    part_words: parts.length === 1 ? '1 part' : `${parts.length} parts`,
    items: row.items.map((item) => ({
      title: item.title,
      depth: Math.min(item.depth, 4),
      kind_words: item.path === null ? null : item.is_sco ? 'reports how far people are' : 'done once it was opened',
    })),
    has_sequencing: row.has_sequencing,
  }
}

/** `Done when …`, for authors and learners. */
export function doneWhenWords(doneWhen: DoneWhen, minPercent: number | null, parts: number): string {
  const all = parts === 1 ? 'you have gone through it' : 'you have gone through all of its parts'
  switch (doneWhen) {
    case 'completed':
      return `It is done when ${all} to the end.`
    case 'passed':
      return `It is done when ${all} and passed its test.`
    case 'score':
      return `It is done when ${all} with a score of ${minPercent}% or more.`
  }
}

export function filledPackage(module: ModuleRow): Typed {
  return {
    ...filledModule(module),
    package_id: module.package_id ?? '',
    done_when: module.done_when ?? 'completed',
    min_percent: String(module.min_percent ?? ''),
  }
}

/** For the second of two who save a package: what the first saved that is not what the form has. */
export function savedPackage(module: ModuleRow, saved: PackageRow, typed: Typed) {
  const parts = saved.items.filter((item) => item.path !== null).length
  const isSameRule =
    typed.done_when === module.done_when && String(typed.min_percent ?? '').trim() === String(module.min_percent ?? '')
  return [
    ...(typed.package_id === saved.id ? [] : [{ label: 'Package', words: `${saved.title} (${saved.file_name})` }]),
    ...(isSameRule ? [] : [{ label: 'Done when', words: doneWhenWords(module.done_when!, module.min_percent, parts) }]),
    ...savedModule(module, typed).others,
  ]
}

/** What views/courses/_package_frame.ejs shows. */
export function packageFrame(
  { package_url }: Pick<Config, 'package_url'>,
  { items }: Pick<PackageRow, 'items'>,
  href: string,
  title: string,
) {
  return {
    title,
    href,
    origin: package_url ?? null,
    items: items.map(({ id, title, depth, path }) => ({
      id,
      title,
      depth: Math.min(depth, 4),
      is_heading: path === null,
    })),
    has_parts: items.filter((item) => item.path !== null).length > 1,
  }
}

/** What the page's script hands to the frame; `token` is null where nothing is kept. */
export function openedPackage(
  { package_url }: Pick<Config, 'package_url'>,
  { scorm, items }: Pick<PackageRow, 'scorm' | 'items'>,
  given: {
    key: string
    token: string | null
    /** What each part kept when it was open before. */
    kept: ReadonlyMap<string, KeptState>
    done: string[]
    /** A pseudonym, the same whenever this person opens this package. */
    learner: string
  },
) {
  return {
    scorm,
    files_url: `${package_url}/f/${given.key}/`,
    token: given.token,
    parts: items
      .filter((item) => item.path !== null)
      .map((item) => ({
        id: item.id,
        address: item.path!.split('/').map(encodeURIComponent).join('/') + item.query,
        is_sco: item.is_sco,
        has_mastery_score: item.mastery_score !== null,
        is_done: given.done.includes(item.id),
        cmi: startingCmi(scorm, item, given.kept.get(item.id) ?? null, given.learner),
      })),
  }
}
