/** Small SCORM packages for tests: real ones, whose pages speak to the interface, and broken ones. */
import { addCourse, addModule, addPackage, publishCourseVersion, startDraft } from '../../src/features/courses/index.ts'
import type { DoneWhen } from '../../src/features/courses/index.ts'
import { newId } from '../../src/lib/ids.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { addTestCourse } from './courses.ts'
import { zipOf } from './zip.ts'

export interface TestPart {
  id: string
  title: string
  /** Inside the package. */
  href: string
  is_asset?: boolean
  parameters?: string
}

/** `versionWords` as the manifest says it: '1.2' or '2004 4th Edition'. */
export function manifestOf(
  versionWords: string,
  parts: TestPart[],
  more: { before?: string; items?: string } = {},
): string {
  const is12 = versionWords === '1.2'
  const schema = is12
    ? 'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
    : 'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss"'
  const kind = is12 ? 'adlcp:scormtype' : 'adlcp:scormType'
  return `<?xml version="1.0" encoding="UTF-8"?>
${more.before ?? ''}<manifest identifier="test" version="1" ${schema}>
  <metadata><schema>ADL SCORM</schema><schemaversion>${versionWords}</schemaversion></metadata>
  <organizations default="org">
    <organization identifier="org"><title>Test package</title>
      ${parts
        .map(
          (part) =>
            `<item identifier="${part.id}" identifierref="r-${part.id}"${part.parameters ? ` parameters="${part.parameters}"` : ''}><title>${part.title}</title></item>`,
        )
        .join('\n      ')}${more.items ?? ''}
    </organization>
  </organizations>
  <resources>
    ${parts.map((part) => `<resource identifier="r-${part.id}" type="webcontent" ${kind}="${part.is_asset ? 'asset' : 'sco'}" href="${part.href}"/>`).join('\n    ')}
  </resources>
</manifest>`
}

/** A page that finds the interface as packages do, window by window, and says on the page what it was given. */
const page = (version: '1.2' | '2004') => `<!DOCTYPE html><html><head><title>Part</title><script>
  var name = '${version === '1.2' ? 'API' : 'API_1484_11'}'
  var win = window
  while (!win[name] && win.parent && win.parent !== win) win = win.parent
  var api = win[name]
  function get(key) { return ${version === '1.2' ? 'api.LMSGetValue(key)' : 'api.GetValue(key)'} }
  function set(key, value) { return ${version === '1.2' ? 'api.LMSSetValue(key, value)' : 'api.SetValue(key, value)'} }
  function finish() { return ${version === '1.2' ? "api.LMSFinish('')" : "api.Terminate('')"} }
  ${version === '1.2' ? "api.LMSInitialize('')" : "api.Initialize('')"}
  window.addEventListener('DOMContentLoaded', function () {
    document.getElementById('kept').textContent = [get('${version === '1.2' ? 'cmi.core.entry' : 'cmi.entry'}'),
      get('cmi.suspend_data'), get('${version === '1.2' ? 'cmi.core.lesson_location' : 'cmi.location'}')].join('|')
  })
</script></head><body><h1>Part</h1><p id="kept"></p></body></html>`

export const package12 = (): Buffer =>
  zipOf({
    'imsmanifest.xml': manifestOf('1.2', [{ id: 'one', title: 'The only part', href: 'index.html' }]),
    'index.html': page('1.2'),
    'media/words.txt': 'Words',
  })

export const package2004 = (): Buffer =>
  zipOf({
    'imsmanifest.xml': manifestOf('2004 4th Edition', [
      { id: 'start', title: 'Before you start', href: 'start.html', is_asset: true },
      { id: 'law', title: 'What the law says', href: 'parts/law.html', parameters: '?from=list' },
      { id: 'test', title: 'Check yourself', href: 'parts/test.html' },
    ]),
    'start.html': '<!DOCTYPE html><title>Start</title><h1>Read this first</h1>',
    'parts/law.html': page('2004'),
    'parts/test.html': page('2004'),
  })

/** A published course that begins with a package, and goes on with a page. */
export async function addPackageCourse(
  ctx: Ctx,
  bytes: Buffer,
  wanted: { done_when?: DoneWhen; min_percent?: number; alternative?: string } = {},
): Promise<{
  course_id: string
  version_id: string
  module_id: string
  next_id: string
  alternative_id: string | null
  package_id: string
}> {
  const { programme_id } = await addTestCourse(ctx, { pages: ['Before'] })
  const course = await addCourse(ctx, { programme_id, title: `Packaged ${newId()}`, kind: 'refresher' })
  if (course.result !== 'added') throw new Error(course.result)
  const { version_id } = await startDraft(ctx, { course_id: course.id, owner: 'Team' })
  const added = await addPackage(ctx, { file_name: 'package.zip', bytes })
  if (added.result === 'refused') throw new Error(added.why)
  const rest = { version_id, owner: 'Team', length_minutes: 5, quiz_version_id: null }
  const { module_id } = await addModule(ctx, {
    ...{ ...rest, title: 'The package', key: 'package' },
    package: {
      package_id: added.package_id,
      done_when: wanted.done_when ?? 'completed',
      min_percent: wanted.min_percent ?? null,
    },
  })
  const alternative = wanted.alternative
    ? await addModule(ctx, { ...rest, title: wanted.alternative, body: 'To read.', instead_of: 'package' })
    : null
  const next = await addModule(ctx, { ...rest, title: 'What comes next', body: 'Words.' })
  const published = await publishCourseVersion(ctx, { version_id, is_review_waived: true })
  if (published !== 'published') throw new Error(published)
  return {
    ...{ course_id: course.id, version_id, module_id, next_id: next.module_id, package_id: added.package_id },
    alternative_id: alternative?.module_id ?? null,
  }
}
