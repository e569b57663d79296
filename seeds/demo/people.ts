/**
 * The people of the demo and of the journey. Councils, the police, hospitals and colleges are called what they are called;
 * charities, housing associations and groups are invented, and so is everyone who works there.
 */
import type { OrganisationKind } from '../../src/features/organisations/index.ts'

export interface DemoOrganisation {
  name: string
  kind: OrganisationKind
  areas: string[]
  domain: string
  part_of?: string
}

export interface DemoPerson {
  full_name: string
  email: string
  organisation: string
  job_title: string
  is_lead?: true
}

const district = (name: string, area: string, domain: string): DemoOrganisation => ({
  name,
  kind: 'district council',
  areas: [area],
  domain,
})

export const organisations: DemoOrganisation[] = [
  {
    name: 'Hertfordshire County Council',
    kind: 'county council',
    areas: ['Hertfordshire'],
    domain: 'hertfordshire-council.example',
  },
  {
    name: 'Hertfordshire Libraries',
    kind: 'other',
    areas: ['Hertfordshire'],
    domain: 'herts-libraries.example',
    part_of: 'Hertfordshire County Council',
  },
  district('Broxbourne Borough Council', 'Broxbourne', 'broxbourne.example'),
  district('Dacorum Borough Council', 'Dacorum', 'dacorum.example'),
  district('East Hertfordshire District Council', 'East Hertfordshire', 'eastherts.example'),
  district('Hertsmere Borough Council', 'Hertsmere', 'hertsmere.example'),
  district('North Hertfordshire District Council', 'North Hertfordshire', 'north-herts.example'),
  district('St Albans City and District Council', 'St Albans', 'stalbans.example'),
  district('Stevenage Borough Council', 'Stevenage', 'stevenage.example'),
  district('Three Rivers District Council', 'Three Rivers', 'threerivers.example'),
  district('Watford Borough Council', 'Watford', 'watford.example'),
  district('Welwyn Hatfield Borough Council', 'Welwyn Hatfield', 'welhat.example'),
  { name: 'Hertfordshire Constabulary', kind: 'police', areas: ['Hertfordshire'], domain: 'herts-police.example' },
  {
    name: 'Hertfordshire Fire and Rescue Service',
    kind: 'fire',
    areas: ['Hertfordshire'],
    domain: 'herts-fire.example',
  },
  {
    name: 'University of Hertfordshire',
    kind: 'education',
    areas: ['Welwyn Hatfield'],
    domain: 'university-herts.example',
  },
  { name: 'Oaklands College', kind: 'education', areas: ['St Albans', 'Welwyn Hatfield'], domain: 'oaklands.example' },
  {
    name: 'West Hertfordshire Teaching Hospitals NHS Trust',
    kind: 'health',
    areas: ['Dacorum', 'St Albans', 'Watford'],
    domain: 'west-herts-hospitals.example',
  },
  {
    name: 'Hertfordshire Community NHS Trust',
    kind: 'health',
    areas: ['Hertfordshire'],
    domain: 'herts-community-health.example',
  },
  { name: 'Chiltern View Homes', kind: 'housing association', areas: ['Dacorum'], domain: 'chilternview.example' },
  {
    name: 'Lea Valley Housing Trust',
    kind: 'housing association',
    areas: ['Broxbourne', 'East Hertfordshire'],
    domain: 'leavalleyhousing.example',
  },
  {
    name: 'Gade and Colne Homes',
    kind: 'housing association',
    areas: ['Three Rivers', 'Watford'],
    domain: 'gadeandcolne.example',
  },
  {
    name: 'Disability Voice Hertfordshire',
    kind: 'charity',
    areas: ['Hertfordshire'],
    domain: 'disabilityvoice.example',
  },
  {
    name: 'Open Door Letchworth',
    kind: 'charity',
    areas: ['North Hertfordshire'],
    domain: 'opendoor-letchworth.example',
  },
  {
    name: 'Watford Interfaith Circle',
    kind: 'community group',
    areas: ['Watford'],
    domain: 'interfaith-watford.example',
  },
  {
    name: 'Stevenage Rainbow Network',
    kind: 'community group',
    areas: ['Stevenage'],
    domain: 'rainbow-stevenage.example',
  },
]

/** The force's own: they run the training and are not among those to be trained. */
export const administrator = { full_name: 'Eleanor Marsh', email: 'eleanor.marsh@herts-police.example' }
export const coordinators = [
  { full_name: 'Samir Choudhury', email: 'samir.choudhury@herts-police.example' },
  { full_name: 'Judith Okonkwo-Price', email: 'judith.okonkwo-price@herts-police.example' },
]
export const trainers = [
  { full_name: 'Martin Hale', email: 'martin.hale@herts-police.example' },
  { full_name: 'Leila Haddad', email: 'leila.haddad@herts-police.example' },
]

type Line = [full_name: string, mailbox: string, organisation: string, job_title: string, lead?: 'leads']

/** Names that every office program of thirty years has been able to write. */
const namesOfOldFiles: Line[] = [
  ['Zoë Fitzgerald', 'zoe.fitzgerald', 'Hertfordshire County Council', 'Community cohesion officer'],
  ['Marcus Oyelaran', 'marcus.oyelaran', 'Hertfordshire County Council', 'Adult social care manager', 'leads'],
  ['Aoife O’Brien', 'aoife.obrien', 'Hertfordshire Libraries', 'Library manager'],
  ['Priya Raman', 'priya.raman', 'Broxbourne Borough Council', 'Community safety officer', 'leads'],
  ['Derek Aldous', 'derek.aldous', 'Broxbourne Borough Council', 'Housing options adviser'],
  ['José Núñez-García', 'jose.nunez-garcia', 'Dacorum Borough Council', 'Community safety lead', 'leads'],
  ['Hannah Whitlock', 'hannah.whitlock', 'Dacorum Borough Council', 'Tenancy officer'],
  ['Chloé Beaumont', 'chloe.beaumont', 'East Hertfordshire District Council', 'Licensing officer'],
  ['Graham Tuffnell', 'graham.tuffnell', 'East Hertfordshire District Council', 'Parks warden'],
  ['Björn Lindqvist', 'bjorn.lindqvist', 'Hertsmere Borough Council', 'Environmental health officer'],
  ['Rachel Abramson', 'rachel.abramson', 'Hertsmere Borough Council', 'Communities officer', 'leads'],
  ['Françoise Mbeki', 'francoise.mbeki', 'North Hertfordshire District Council', 'Customer services adviser'],
  ['Tom Ellingham', 'tom.ellingham', 'North Hertfordshire District Council', 'Leisure centre manager'],
  ['Renée Achterberg', 'renee.achterberg', 'St Albans City and District Council', 'Housing officer'],
  ['Imran Sheikh', 'imran.sheikh', 'St Albans City and District Council', 'Community protection officer', 'leads'],
  ['Ngozi Eze', 'ngozi.eze', 'Stevenage Borough Council', 'Neighbourhood warden'],
  ['Callum McAllister-Boyd', 'callum.mcallister-boyd', 'Stevenage Borough Council', 'Caretaker'],
  ['Inês Carvalho', 'ines.carvalho', 'Three Rivers District Council', 'Community partnerships officer', 'leads'],
  ['Peter Vaughan-Thomas', 'peter.vaughan-thomas', 'Three Rivers District Council', 'Receptionist'],
  ['Sunita Kapoor', 'sunita.kapoor', 'Watford Borough Council', 'Equalities officer', 'leads'],
  ['Jürgen Krämer', 'jurgen.kramer', 'Watford Borough Council', 'Market manager'],
  ['Bronwen Pugh', 'bronwen.pugh', 'Welwyn Hatfield Borough Council', 'Community safety officer'],
  ['Leroy Campbell', 'leroy.campbell', 'Welwyn Hatfield Borough Council', 'Youth worker'],
  ['Nadia Rahman', 'nadia.rahman', 'Hertfordshire Constabulary', 'Hate crime officer'],
  ['Oliver Stanmore', 'oliver.stanmore', 'Hertfordshire Constabulary', 'Police community support officer'],
  ['Siobhán Kelly', 'siobhan.kelly', 'Hertfordshire Fire and Rescue Service', 'Prevention officer', 'leads'],
  ['Daniel Okafor', 'daniel.okafor', 'Hertfordshire Fire and Rescue Service', 'Watch manager'],
  ['Søren Madsen', 'soren.madsen', 'University of Hertfordshire', 'Residence manager'],
  ['Amara Nwosu', 'amara.nwosu', 'University of Hertfordshire', 'Student support manager', 'leads'],
  ['Lucía Bäcker', 'lucia.backer', 'Oaklands College', 'Tutor'],
]

/** Names as people write them, in whatever script. */
const namesOfToday: Line[] = [
  ["Siân O'Brien-Żak", 'sian.obrien-zak', 'Oaklands College', 'Safeguarding lead', 'leads'],
  ['李小龍', 'siu-lung.lee', 'University of Hertfordshire', 'Union president'],
  ['Łukasz Wójcik', 'lukasz.wojcik', 'West Hertfordshire Teaching Hospitals NHS Trust', 'Porter'],
  ['Mairéad Ní Dhomhnaill', 'mairead.nidhomhnaill', 'West Hertfordshire Teaching Hospitals NHS Trust', 'Ward manager'],
  ['Ayşe Yıldız', 'ayse.yildiz', 'Hertfordshire Community NHS Trust', 'Community nurse', 'leads'],
  ['Joseph Carpenter', 'joseph.carpenter', 'Hertfordshire Community NHS Trust', 'Receptionist'],
  ['Ștefan Ionescu', 'stefan.ionescu', 'Chiltern View Homes', 'Repairs manager'],
  ['Molly Featherstone', 'molly.featherstone', 'Chiltern View Homes', 'Tenancy support worker', 'leads'],
  ['Олена Шевченко', 'olena.shevchenko', 'Lea Valley Housing Trust', 'Resettlement worker'],
  ['Kwame Mensah', 'kwame.mensah', 'Lea Valley Housing Trust', 'Neighbourhood manager'],
  ['Siwan Gŵyrfai', 'siwan.gwyrfai', 'Gade and Colne Homes', 'Anti-social behaviour officer'],
  ['Beth Hargreaves', 'beth.hargreaves', 'Gade and Colne Homes', 'Lettings officer'],
  ['अंजलि शर्मा', 'anjali.sharma', 'Disability Voice Hertfordshire', 'Advocate'],
  ['Michael Pennington', 'michael.pennington', 'Disability Voice Hertfordshire', 'Trustee'],
  [
    'Maria-Fernanda Wilhelmina de Albuquerque Cavalcanti-Featherstonehaughs',
    'maria-fernanda',
    'Open Door Letchworth',
    'Volunteer coordinator',
  ],
  ['Ewa Świątek', 'ewa.swiatek', 'Open Door Letchworth', 'Drop-in worker'],
  ['نور الهدى حسن', 'nour.hassan', 'Watford Interfaith Circle', 'Secretary'],
  ['Miriam Goldfarb', 'miriam.goldfarb', 'Watford Interfaith Circle', 'Chair'],
  ['Jo Taylor', 'jo.taylor', 'Stevenage Rainbow Network', 'Group leader'],
  ['Đặng Thị Hòa', 'hoa.dang', 'Stevenage Rainbow Network', 'Volunteer'],
  ['Tomáš Dvořák', 'tomas.dvorak', 'Hertfordshire County Council', 'School admissions officer'],
  ['Grace Adebayo', 'grace.adebayo', 'Hertfordshire Libraries', 'Library assistant'],
  ['Harpreet Kaur Sandhu', 'harpreet.sandhu', 'Watford Borough Council', 'Community engagement officer'],
  ['Ηλέκτρα Παπαδοπούλου', 'elektra.papadopoulou', 'Hertsmere Borough Council', 'Planning officer'],
  ['Fatima Zahra Benali', 'fatima.benali', 'St Albans City and District Council', 'Events officer'],
  ['Owain ap Rhys', 'owain.aprhys', 'Dacorum Borough Council', 'Waste services supervisor'],
  ['Vytautas Žukauskas', 'vytautas.zukauskas', 'Welwyn Hatfield Borough Council', 'Tenant participation officer'],
  ['Maya Lindsay', 'maya.lindsay', 'Stevenage Borough Council', 'Community development officer', 'leads'],
  ['Kieran Doyle', 'kieran.doyle', 'Broxbourne Borough Council', 'Enforcement officer'],
  ['Nguyễn Văn An', 'an.nguyen', 'Three Rivers District Council', 'Data officer'],
]

const domains = new Map(organisations.map((organisation) => [organisation.name, organisation.domain]))

const person = ([full_name, mailbox, organisation, job_title, lead]: Line): DemoPerson => ({
  full_name,
  email: `${mailbox}@${domains.get(organisation)}`,
  organisation,
  job_title,
  ...(lead ? { is_lead: true as const } : {}),
})

/** Thirty whose names fit windows-1252, then thirty of any. */
export const peopleOfOldFiles: DemoPerson[] = namesOfOldFiles.map(person)
export const peopleOfToday: DemoPerson[] = namesOfToday.map(person)
export const people: DemoPerson[] = [...peopleOfOldFiles, ...peopleOfToday]
