/** Ways to report and places of support that an installation starts with, each with an owner and a review date. */

export interface HelpEntrySeed {
  key: string
  kind: 'route' | 'centre' | 'support'
  name: string
  description: string
  phone: string | null
  url: string | null
  /** Whether a report or information can be given without a name. */
  anonymous: boolean
  /** Government Statistical Service code of the district, where the name itself makes it plain. */
  district_gss: string | null
  owner: string
  checked_on: string
  review_on: string
  position: number
}

const checked = { owner: 'Hate crime team', checked_on: '2026-11-22', review_on: '2027-02-22' }

export const helpEntries: HelpEntrySeed[] = [
  {
    ...checked,
    key: 'emergency-999',
    kind: 'route',
    name: '999 in an emergency',
    description: 'Call 999 if someone is in danger or it is happening now.',
    phone: '999',
    url: null,
    anonymous: false,
    district_gss: null,
    position: 10,
  },
  {
    ...checked,
    key: 'text-relay-18000',
    kind: 'route',
    name: 'Text relay for 999',
    description: 'A way to reach 999 by text relay if you are deaf or cannot speak on the phone.',
    phone: '18000',
    url: null,
    anonymous: false,
    district_gss: null,
    position: 20,
  },
  {
    ...checked,
    key: 'police-101',
    kind: 'route',
    name: '101 when it is not an emergency',
    description: 'Call 101 to tell the police about something that is over, or to ask for advice.',
    phone: '101',
    url: null,
    anonymous: false,
    district_gss: null,
    position: 30,
  },
  {
    ...checked,
    key: 'police-website',
    kind: 'route',
    name: 'Your police force’s website',
    description:
      'Use the online form on your local police force’s own website if nobody is in danger now. If you do not know which that is, police.uk leads to it.',
    phone: null,
    url: 'https://www.police.uk',
    anonymous: false,
    district_gss: null,
    position: 40,
  },
  {
    ...checked,
    key: 'true-vision',
    kind: 'route',
    name: 'True Vision',
    description: 'A national website owned by the police, which sends your report to your local force.',
    phone: null,
    url: 'https://www.report-it.org.uk',
    anonymous: false,
    district_gss: null,
    position: 50,
  },
  {
    ...checked,
    key: 'reporting-centre',
    kind: 'route',
    name: 'Third-party reporting centres',
    description:
      'Places where trained staff can pass on a report for you, with your name or without it; local ones are ' +
      'listed below.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: null,
    position: 60,
  },
  {
    ...checked,
    key: 'crimestoppers',
    kind: 'route',
    name: 'Crimestoppers',
    description:
      'An independent charity, separate from the police, that takes information without asking who you are; it ' +
      'cannot give you updates.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: null,
    position: 70,
  },
  {
    ...checked,
    key: 'centre-age-uk',
    kind: 'centre',
    name: 'Age UK',
    description:
      'People from here took part in Hertfordshire’s reporting centre training in 2021; please check that it ' +
      'still takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: null,
    position: 80,
  },
  {
    ...checked,
    key: 'centre-black-voice-letchworth',
    kind: 'centre',
    name: 'Black Voice Letchworth',
    description:
      'People from here took part in Hertfordshire’s reporting centre training in 2021; please check that it ' +
      'still takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: null,
    position: 90,
  },
  {
    ...checked,
    key: 'centre-communities-1st',
    kind: 'centre',
    name: 'Communities 1st',
    description:
      'People from here took part in Hertfordshire’s reporting centre training in 2021; please check that it ' +
      'still takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: null,
    position: 100,
  },
  {
    ...checked,
    key: 'centre-east-herts-council',
    kind: 'centre',
    name: 'East Herts Council',
    description:
      'People from here took part in Hertfordshire’s reporting centre training in 2021; please check that it ' +
      'still takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: 'E07000242',
    position: 110,
  },
  {
    ...checked,
    key: 'centre-hertfordshire-libraries',
    kind: 'centre',
    name: 'Hertfordshire Libraries',
    description:
      'People from here took part in Hertfordshire’s reporting centre training in 2021; please check that it ' +
      'still takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: null,
    position: 120,
  },
  {
    ...checked,
    key: 'centre-khalsa-football-academy',
    kind: 'centre',
    name: 'Khalsa Football Academy',
    description:
      'Named in local news about Hertfordshire’s reporting centres; please check that it takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: null,
    position: 130,
  },
  {
    ...checked,
    key: 'centre-north-herts-council',
    kind: 'centre',
    name: 'North Herts Council',
    description:
      'People from here took part in Hertfordshire’s reporting centre training in 2021; please check that it ' +
      'still takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: 'E07000099',
    position: 140,
  },
  {
    ...checked,
    key: 'centre-north-herts-minority-ethnic-forum',
    kind: 'centre',
    name: 'North Herts Minority Ethnic Forum',
    description:
      'Named in local news about Hertfordshire’s reporting centres; please check that it takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: 'E07000099',
    position: 150,
  },
  {
    ...checked,
    key: 'centre-north-herts-stevenage-citizens-advice',
    kind: 'centre',
    name: 'North Herts and Stevenage Citizens Advice',
    description:
      'Named in local news about Hertfordshire’s reporting centres; please check that it takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: null,
    position: 160,
  },
  {
    ...checked,
    key: 'centre-oaklands-college',
    kind: 'centre',
    name: 'Oaklands College',
    description:
      'People from here took part in Hertfordshire’s reporting centre training in 2021; please check that it ' +
      'still takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: null,
    position: 170,
  },
  {
    ...checked,
    key: 'centre-stevenage-council',
    kind: 'centre',
    name: 'Stevenage Council',
    description:
      'People from here took part in Hertfordshire’s reporting centre training in 2021; please check that it ' +
      'still takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: 'E07000243',
    position: 180,
  },
  {
    ...checked,
    key: 'centre-transgender-support-group',
    kind: 'centre',
    name: 'Transgender Support Group',
    description:
      'People from here took part in Hertfordshire’s reporting centre training in 2021; please check that it ' +
      'still takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: null,
    position: 190,
  },
  {
    ...checked,
    key: 'centre-university-of-hertfordshire',
    kind: 'centre',
    name: 'University of Hertfordshire',
    description:
      'The university has had three reporting centres of its own; please check which are open before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: null,
    position: 200,
  },
  {
    ...checked,
    key: 'centre-yc-hertfordshire',
    kind: 'centre',
    name: 'YC Hertfordshire',
    description:
      'People from here took part in Hertfordshire’s reporting centre training in 2021; please check that it ' +
      'still takes reports before you go.',
    phone: null,
    url: null,
    anonymous: true,
    district_gss: null,
    position: 210,
  },
  {
    ...checked,
    key: 'support-beacon',
    kind: 'support',
    name: 'Beacon',
    description: 'Hertfordshire’s victim care service, which supports people who were affected by a crime.',
    phone: null,
    url: null,
    anonymous: false,
    district_gss: null,
    position: 220,
  },
  {
    ...checked,
    key: 'support-beaumont-society',
    kind: 'support',
    name: 'Beaumont Society',
    description: 'A support group for transgender people.',
    phone: null,
    url: null,
    anonymous: false,
    district_gss: null,
    position: 230,
  },
  {
    ...checked,
    key: 'support-british-muslim-trust',
    kind: 'support',
    name: 'British Muslim Trust',
    description:
      'Supports people who were targeted by anti-Muslim hate and takes reports of it, with funding from the ' +
      'government.',
    phone: null,
    url: null,
    anonymous: false,
    district_gss: null,
    position: 240,
  },
  {
    ...checked,
    key: 'support-cst',
    kind: 'support',
    name: 'CST (Community Security Trust)',
    description: 'A charity that supports people who were targeted by antisemitism and takes reports of it.',
    phone: null,
    url: null,
    anonymous: false,
    district_gss: null,
    position: 250,
  },
  {
    ...checked,
    key: 'support-disability-watford',
    kind: 'support',
    name: 'Disability Watford',
    description:
      'A local organisation for disabled people, named by Three Rivers District Council as a source of support.',
    phone: null,
    url: null,
    anonymous: false,
    district_gss: 'E07000103',
    position: 260,
  },
  {
    ...checked,
    key: 'support-eastern-european-resource-centre',
    kind: 'support',
    name: 'Eastern European Resource Centre',
    description: 'Supports people from Eastern Europe who live in this country.',
    phone: null,
    url: null,
    anonymous: false,
    district_gss: null,
    position: 270,
  },
  {
    ...checked,
    key: 'support-gate-herts',
    kind: 'support',
    name: 'GATE Herts',
    description: 'A Hertfordshire organisation with and for Gypsy, Roma and Traveller people.',
    phone: null,
    url: null,
    anonymous: false,
    district_gss: null,
    position: 280,
  },
  {
    ...checked,
    key: 'support-herts-mind-network',
    kind: 'support',
    name: 'Herts Mind Network',
    description: 'A mental health charity in Hertfordshire.',
    phone: null,
    url: null,
    anonymous: false,
    district_gss: null,
    position: 290,
  },
  {
    ...checked,
    key: 'support-karma-nirvana',
    kind: 'support',
    name: 'Karma Nirvana',
    description: 'A charity that supports people affected by forced marriage or so-called honour-based abuse.',
    phone: null,
    url: null,
    anonymous: false,
    district_gss: null,
    position: 300,
  },
  {
    ...checked,
    key: 'support-tell-mama',
    kind: 'support',
    name: 'Tell MAMA',
    description:
      'An independent project that supports people who were targeted by anti-Muslim hate and takes reports of it.',
    phone: null,
    url: null,
    anonymous: false,
    district_gss: null,
    position: 310,
  },
]
