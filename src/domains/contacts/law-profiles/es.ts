/** Spain. */
import type { LawProfile } from './law-profile.ts'

export const spain: LawProfile = {
  name: 'ES',
  asOf: '2026-11-20',
  sources: [
    {
      title: 'Real Decreto Legislativo 1/2007 (Ley General para la Defensa de los Consumidores y Usuarios), art. 96.2',
      about: 'commercial calls: not before 9:00, not after 21:00, not on holidays or weekends',
    },
    {
      title: 'Ley 11/2022, General de Telecomunicaciones, art. 66.1.a',
      about: 'automated commercial calls without human intervention: only with prior consent',
    },
    {
      title: 'Ley Orgánica 3/2018 (LOPDGDD), art. 23',
      about: 'advertising exclusion lists are looked up before a campaign; consent to the caller stands above them',
    },
    { title: 'Reglamento (UE) 2016/679, art. 21.2 and 21.3', about: 'an objection to direct marketing ends it' },
  ],
  note: 'A summary made by engineers: have a lawyer confirm it for your business before you rely on it.',
  hours: {
    commercial: {
      mon: [['09:00', '21:00']],
      tue: [['09:00', '21:00']],
      wed: [['09:00', '21:00']],
      thu: [['09:00', '21:00']],
      fri: [['09:00', '21:00']],
    },
  },
  closedOnHolidays: ['commercial'],
  consentNeeded: [{ purpose: 'commercial', caller: 'automated' }],
  robinson: ['commercial'],
}
