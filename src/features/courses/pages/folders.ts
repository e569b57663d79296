/** What a folder would make of a course, for who looks at it before anything is kept: pure. */
import { wordsForMoment } from '../../../lib/time.ts'
import type { BroughtQuestion } from '../../quizzes/index.ts'
import type { ComparedModule, ComparedVersion, Difference } from '../differences.ts'
import { differencesOf, moduleDifference } from '../differences.ts'
import { comparedFolder, notesOnCourse } from '../folders/compare.ts'
import type { CourseFolder, FolderModule } from '../folders/folder.ts'
import { filePath, packagePath, withFileIds } from '../folders/folder.ts'
import type { OpenedFolder } from '../folders/open.ts'
import type { FolderRemark } from '../folders/read.ts'
import type { FolderRow, FolderTarget } from '../queries/folders.ts'
import type { CourseVersionRow } from '../queries/versions.ts'
import { listFaults } from '../rules.ts'
import { sizeWords } from './modules.ts'
import { kindWords } from './courses.ts'

interface Comparison {
  target: FolderTarget
  opened: Pick<OpenedFolder, 'found' | 'notes'>
  /** The newest version of the course, published or not. */
  previous: (CourseVersionRow & { compared: ComparedVersion }) | null
  bank: ReadonlyMap<string, BroughtQuestion>
  prerequisites: { id: string; title: string }[]
  file_id_of: (module: FolderModule, file: FolderModule['files'][number]) => string | undefined
  /** Whether packages can be opened where this runs. */
  has_package_host: boolean
  today: string
}

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`

/** `modules/law.md, line 12` */
export const whereWords = ({ file, line }: Pick<FolderRemark, 'file' | 'line'>): string =>
  line === null ? file : `${file}, line ${line}`

export function folderPage(kept: FolderRow, folder: CourseFolder, comparison: Comparison) {
  const { target, opened, previous, bank, prerequisites } = comparison
  const compared = comparedFolder(folder, {
    found: opened.found,
    fileIdOf: comparison.file_id_of,
    ...{ bank, prerequisites },
  })
  const isDraft = previous !== null && previous.published_at === null
  const isInReview = isDraft && previous.review_asked_at !== null
  const differences: Difference[] = previous ? differencesOf(previous.compared, compared) : []
  const standings = [...bank.values()]
  const changed = folder.questions.flatMap(({ key, text }) => {
    const here = bank.get(key)!
    return here.standing === 'changed' ? [{ key, text, text_now: here.text_now ?? '' }] : []
  })
  const added = standings.filter(({ standing }) => standing === 'new').length
  return {
    action: `/courses/folders/${kept.id}`,
    uploaded_words: `Uploaded ${wordsForMoment(kept.uploaded_at)}${kept.uploaded_by_name ? ` by ${kept.uploaded_by_name}` : ''}. Nothing of it is in a course yet.`,
    is_new: target.course === null,
    course_title: target.course?.title ?? folder.course.title,
    version_number: previous === null ? 1 : previous.number + (isDraft ? 0 : 1),
    previous_number: previous?.number ?? null,
    is_draft_open: isDraft && !isInReview,
    is_in_review: isInReview,
    previous_href: previous && `/courses/versions/${previous.id}`,
    draft_words: `Throw away the open draft of version ${previous?.number ?? 1}, and what anybody typed in it`,
    button_words: target.course === null ? 'Make the course' : 'Make the draft',
    rows: [
      { key: 'Course', value: target.course?.title ?? `New: ${folder.course.title}` },
      { key: 'Kind', value: kindWords[target.course?.kind ?? folder.course.kind] },
      { key: 'What it is about', value: folder.course.summary || 'Nothing written' },
      { key: 'Order of modules', value: folder.course.order === 'fixed' ? 'One after the other' : 'In any order' },
      ...(compared.prerequisites.length > 0
        ? [{ key: 'Before it', value: `First complete ${compared.prerequisites.join(', ')}` }]
        : []),
      { key: 'Live parts', value: compared.live_parts.join('; ') || 'None asked for' },
      { key: 'Questions', value: questionWords(folder.questions.length, added, changed.length) },
    ],
    modules: folder.modules.map((module, index) => ({
      place: index + 1,
      title: module.title,
      kind_words: kindOfModule(module, opened),
      length_minutes: module.length_minutes,
      file_words: fileWords(module, opened),
      standing: standingOf(compared.modules[index]!, previous),
    })),
    changed_questions: changed,
    differences,
    notes: [...notesOnCourse(folder, { course: target.course, prerequisites }), ...opened.notes].map((note) => ({
      where: whereWords(note),
      text: note.text,
    })),
    to_do: listFaults(checkedModules(folder, comparison), comparison.today).map(({ text }) => text),
  }
}

function questionWords(all: number, added: number, changed: number): string {
  if (all === 0) return 'None'
  const parts = [
    ...(added > 0 ? [`${added} new in the bank`] : []),
    ...(changed > 0 ? [`${changed} changed in the bank`] : []),
    ...(all - added - changed > 0 ? [`${all - added - changed} in the bank already`] : []),
  ]
  return `${all}: ${parts.join(', ')}`
}

function kindOfModule({ kind, quiz, package: packed }: FolderModule, { found }: Comparison['opened']): string {
  switch (kind) {
    case 'page':
      return 'Page'
    case 'quiz':
      return `Quiz, ${count(quiz?.questions.length ?? 0, 'question')}`
    case 'package': {
      const said = packed && found.get(packagePath(packed.file))?.package
      return typeof said === 'object' && said ? `Package, SCORM ${said.edition}` : 'Package'
    }
  }
}

function fileWords({ key, files, package: packed }: FolderModule, { found }: Comparison['opened']): string {
  const paths = [...files.map(({ file }) => filePath(key, file)), ...(packed ? [packagePath(packed.file)] : [])]
  if (paths.length === 0) return 'None'
  const size = paths.reduce((sum, path) => sum + (found.get(path)?.size ?? 0), 0)
  return `${count(paths.length, 'file')}, ${sizeWords(size)}`
}

function standingOf(after: ComparedModule, previous: Comparison['previous']): 'new' | 'changed' | 'same' {
  const before = previous?.compared.modules.find(({ key }) => key === after.key)
  if (!before) return 'new'
  return moduleDifference(before, after).words.length > 0 ? 'changed' : 'same'
}

/** As the draft will be checked before it is published. */
function checkedModules(folder: CourseFolder, { opened, has_package_host }: Comparison) {
  return folder.modules.map((module) => ({
    ...{ id: module.key, key: module.key, kind: module.kind, title: module.title },
    ...{ instead_of: module.instead_of, law_as_at: module.law_as_at, review_by: module.review_by },
    ...withPretendedIds(module, opened),
    images_without_alt: module.files
      .filter(
        ({ file, alt, is_decorative }) =>
          alt === '' &&
          !is_decorative &&
          opened.found.get(filePath(module.key, file))?.kind?.media_type.startsWith('image/'),
      )
      .map(({ name }) => name),
    package: module.package && { has_host: has_package_host },
    // Whether it can be drawn was asked when the folder was read.
    quiz: module.quiz && {
      draw_count: null,
      blueprint: null,
      questions: [{ points: 1, is_critical: false, labels: [] }],
    },
  }))
}

/** Files get addresses when they are kept; until then each has one that only the checks see. */
function withPretendedIds({ key, body, files }: FolderModule, { found }: Comparison['opened']) {
  const placed = files.map(({ file }, index) => ({
    file,
    file_id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  }))
  return {
    body: withFileIds(body, key, placed),
    files: placed.map(({ file, file_id }) => ({
      id: file_id,
      media_type: found.get(filePath(key, file))?.kind?.media_type ?? '',
    })),
  }
}
