/** What a SCORM package says of itself: its version, its title, and what it opens in which order. Pure. */
import type { XmlElement } from '../../../lib/xml.ts'
import { child, descendants, elements, readXml, textOf, XmlError } from '../../../lib/xml.ts'
import { clean } from '../../../lib/text.ts'

export type Scorm = '1.2' | '2004'

export interface PackageItem {
  id: string
  title: string
  /** 0 at the top of the organisation. */
  depth: number
  /** The file it opens; null for a mere heading. */
  path: string | null
  /** What stands behind the path, with its ?; or nothing. */
  query: string
  /** It reports how far it is; what does not is done once it was opened. */
  is_sco: boolean
  launch_data: string
  /** The score in percent from which it is passed (1.2). */
  mastery_score: number | null
  /** The same from -1 to 1 (2004). */
  passing_measure: number | null
}

export interface PackageFacts {
  scorm: Scorm
  edition: string
  title: string
  items: PackageItem[]
  has_sequencing: boolean
}

/** Why a package is refused, in plain English. */
export class PackageFault extends Error {
  override name = 'PackageFault'
}

const mostItems = 300

/** `paths`: every file of the package. Throws PackageFault. */
export function readManifest(text: string, paths: ReadonlySet<string>): PackageFacts {
  const root = rootOf(text)
  if (root.name !== 'manifest') throw new PackageFault('Its imsmanifest.xml is not the manifest of a package')
  if (descendants(root, 'manifest').length > 0)
    throw new PackageFault('Its manifest holds further manifests: upload one package at a time')
  const { scorm, edition } = versionOf(root, text)
  const organizations = child(root, 'organizations')
  const all = organizations ? elements(organizations).filter((one) => one.name === 'organization') : []
  const organization =
    all.find((one) => one.attributes.identifier === organizations!.attributes.default) ?? all[0] ?? undefined
  if (!organization) throw new PackageFault('Its manifest has no organisation, so there is nothing to open')
  const resources = resourcesOf(root)
  const items = itemsBelow(organization, 0, { paths, resources })
  if (items.every((item) => item.path === null)) throw new PackageFault('There is nothing in it that can be opened')
  if (items.length > mostItems) throw new PackageFault(`It has more than ${mostItems} parts`)
  const ids = items.map((item) => item.id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new PackageFault(`Two of its parts have the same identifier, “${twice}”`)
  return {
    scorm,
    edition,
    title: titleOf(organization) || items.find((item) => item.path !== null)!.title,
    items,
    has_sequencing: descendants(organization, 'sequencingRules', 'preConditionRule', 'rollupRule').length > 0,
  }
}

function rootOf(text: string): XmlElement {
  try {
    return readXml(text)
  } catch (error) {
    if (error instanceof XmlError)
      throw new PackageFault(`Its imsmanifest.xml cannot be read. ${error.message.replace(/\.$/, '')}`)
    throw error
  }
}

function versionOf(root: XmlElement, text: string): { scorm: Scorm; edition: string } {
  const metadata = child(root, 'metadata')
  const schema = clean(textOf(child(metadata, 'schema')))
  const version = clean(textOf(child(metadata, 'schemaversion')))
  if (schema !== '' && !/^ADL\s?SCORM$/i.test(schema))
    throw new PackageFault(`It is not a SCORM package: its manifest says “${schema.slice(0, 60)}”`)
  if (version === '1.2') return { scorm: '1.2', edition: '1.2' }
  const edition = /^2004 (3rd|4th) Edition$/i.exec(version)?.[1]
  if (edition) return { scorm: '2004', edition: `2004 ${edition.toLowerCase()} Edition` }
  // Tools of old leave the version out, and name it in the address of their schema.
  if (version === '' && text.includes('adlcp_rootv1p2')) return { scorm: '1.2', edition: '1.2' }
  const said =
    version === '' ? 'It does not say which version of SCORM it is' : `It says it is “${version.slice(0, 60)}”`
  throw new PackageFault(`${said}. SCORM 1.2 and SCORM 2004 (3rd and 4th edition) can be used`)
}

interface Resource {
  href: string
  base: string
  is_sco: boolean
}

function resourcesOf(root: XmlElement): Map<string, Resource> {
  const list = child(root, 'resources')
  const base = (root.attributes.base ?? '') + (list?.attributes.base ?? '')
  return new Map(
    (list ? elements(list) : [])
      .filter((one) => one.name === 'resource')
      .map(({ attributes: { identifier = '', href = '', base: own = '', scormtype, scormType } }) => [
        identifier,
        { href, base: base + own, is_sco: /^sco$/i.test(scormtype ?? scormType ?? '') },
      ]),
  )
}

interface Around {
  paths: ReadonlySet<string>
  resources: Map<string, Resource>
}

function itemsBelow(parent: XmlElement, depth: number, around: Around): PackageItem[] {
  return elements(parent)
    .filter((one) => one.name === 'item')
    .flatMap((item) => [itemOf(item, depth, around), ...itemsBelow(item, depth + 1, around)])
}

function itemOf(item: XmlElement, depth: number, { paths, resources }: Around): PackageItem {
  const { identifier = '', identifierref, parameters = '' } = item.attributes
  const title = titleOf(item) || identifier
  if (identifier === '' || identifier.length > 200)
    throw new PackageFault(`The part “${title.slice(0, 60)}” has no proper identifier`)
  const resource = identifierref ? resources.get(identifierref) : undefined
  if (identifierref && !resource)
    throw new PackageFault(`The part “${title}” names “${identifierref}”, which is not in the manifest`)
  return {
    id: identifier,
    title,
    depth,
    ...(resource ? targetOf(resource, parameters, title, paths) : { path: null, query: '' }),
    is_sco: resource?.is_sco ?? false,
    launch_data: textOf(child(item, 'datafromlms') ?? child(item, 'dataFromLMS')).slice(0, 4000),
    mastery_score: numberIn(textOf(child(item, 'masteryscore')), 0, 100),
    passing_measure: passingMeasure(item),
  }
}

/** The file inside the package that an address leads to. */
function targetOf({ href, base }: Resource, parameters: string, title: string, paths: ReadonlySet<string>) {
  const url = URL.parse(base + href, 'http://package/')
  const fault = new PackageFault(`The part “${title}” opens “${href.slice(0, 100)}”, which is not in the package`)
  if (!url || url.origin !== 'http://package' || href === '') throw fault
  const path = decoded(url.pathname.slice(1))
  if (path === null || !paths.has(path)) throw fault
  const more = parameters.replace(/^[?&]/, '')
  const query = [url.search.slice(1), more.startsWith('#') ? '' : more].filter(Boolean).join('&')
  return { path, query: (query && `?${query}`) + (url.hash || (more.startsWith('#') ? more : '')) }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function passingMeasure(item: XmlElement): number | null {
  const objective = descendants(item, 'primaryObjective').find((one) => one.attributes.satisfiedByMeasure === 'true')
  return objective ? (numberIn(textOf(child(objective, 'minNormalizedMeasure')), -1, 1) ?? 1) : null
}

function numberIn(text: string, min: number, max: number): number | null {
  const trimmed = text.trim()
  if (!/^-?\d+(\.\d+)?$/.test(trimmed)) return null
  const value = Number(trimmed)
  return value >= min && value <= max ? value : null
}

const titleOf = (of: XmlElement): string => clean(textOf(child(of, 'title'))).slice(0, 200)
