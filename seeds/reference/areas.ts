/** The county and the ten districts of Hertfordshire with their GSS codes (ONS, Open Government Licence v3.0). */

const county = 'E10000015'

export const areas: { name: string; gss_code: string; kind: 'county' | 'district'; parent: string | null }[] = [
  { name: 'Hertfordshire', gss_code: county, kind: 'county', parent: null },
  ...[
    ['Broxbourne', 'E07000095'],
    ['Dacorum', 'E07000096'],
    ['East Hertfordshire', 'E07000242'],
    ['Hertsmere', 'E07000098'],
    ['North Hertfordshire', 'E07000099'],
    ['St Albans', 'E07000240'],
    ['Stevenage', 'E07000243'],
    ['Three Rivers', 'E07000102'],
    ['Watford', 'E07000103'],
    ['Welwyn Hatfield', 'E07000241'],
  ].map(([name, gss_code]) => ({ name: name!, gss_code: gss_code!, kind: 'district' as const, parent: county })),
]
