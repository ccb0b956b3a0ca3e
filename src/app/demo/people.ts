/** Forty invented people for the demo. No name, e-mail or phone of the documents' samples is used, but for the one sample number. */

export interface DemoPerson {
  firstName: string
  lastName: string
  phone: string
  email?: string
  city: string
  province: string
  postalCode: string
  birthDate?: string
  source: string
}

const places = {
  Madrid: ['Madrid', '28013'],
  Barcelona: ['Barcelona', '08015'],
  Valencia: ['Valencia', '46004'],
  Sevilla: ['Sevilla', '41001'],
  Zaragoza: ['Zaragoza', '50003'],
  Badalona: ['Barcelona', '08911'],
  Getafe: ['Madrid', '28901'],
  Gandia: ['Valencia', '46701'],
} as const
type City = keyof typeof places

const rows: [firstName: string, lastName: string, phone: string, city: City, source: string, birthDate?: string][] = [
  // The number of the documented curl; the person is ours.
  ['Amparo', 'Quintanar Soler', '+34600123456', 'Valencia', 'web', '1984-05-17'],
  ['Benigno', 'Larrauri Poza', '+34612345001', 'Madrid', 'facebook', '1975-11-02'],
  ['Candela', 'Otxoa Miralles', '+34612345002', 'Barcelona', 'seo', '1991-01-23'],
  ['Damián', 'Verdaguer Rius', '+34612345003', 'Barcelona', 'facebook'],
  ['Edurne', 'Salcines Vela', '+34612345004', 'Zaragoza', 'portal', '1988-08-08'],
  ['Fermín', 'Arribas Tordera', '+34612340005', 'Madrid', 'web', '1969-03-30'],
  ['Guiomar', 'Pellicer Anta', '+34612345106', 'Valencia', 'facebook'],
  ['Hilario', 'Benavent Cuesta', '+34612340007', 'Gandia', 'seo', '1958-12-19'],
  ['Irache', 'Monforte Lluch', '+34612345108', 'Sevilla', 'web', '1996-06-04'],
  ['Jacinto', 'Robledano Fuster', '+34612345109', 'Getafe', 'portal'],
  ['Katia', 'Sorribes Galdón', '+34612345110', 'Barcelona', 'facebook', '1982-09-14'],
  ['Leandro', 'Izaguirre Montal', '+34612345111', 'Madrid', 'web', '1979-07-21'],
  ['Mirella', 'Cases Torrent', '+34612345112', 'Badalona', 'seo', '1993-04-11'],
  ['Narciso', 'Villalonga Peris', '+34612345113', 'Valencia', 'facebook'],
  ['Ofelia', 'Tamarit Baeza', '+34612345114', 'Sevilla', 'web', '1965-02-27'],
  ['Patricio', 'Escalante Roig', '+34612340070', 'Zaragoza', 'portal', '1986-10-05'],
  ['Quima', 'Ferrándiz Oliver', '+34612345115', 'Barcelona', 'seo'],
  ['Rosendo', 'Alcubierre Sanz', '+34612345116', 'Madrid', 'facebook', '1972-01-09'],
  ['Saioa', 'Mendizábal Costa', '+34612340100', 'Zaragoza', 'web', '1990-03-18'],
  ['Teodoro', 'Garrigues Blay', '+34612345117', 'Gandia', 'portal', '1954-05-06'],
  ['Úrsula', 'Palomero Vidal', '+34612345118', 'Madrid', 'web'],
  ['Vidal', 'Carratalá Monzó', '+34612340130', 'Valencia', 'facebook', '1981-11-30'],
  ['Wanda', 'Ibarrola Ferrer', '+34612345119', 'Sevilla', 'seo', '1999-09-09'],
  ['Ximo', 'Albiol Sastre', '+34612345120', 'Gandia', 'web', '1977-06-25'],
  ['Yerma', 'Castellanos Riba', '+34612345121', 'Badalona', 'facebook'],
  ['Zenón', 'Urrutia Prats', '+34612345122', 'Getafe', 'portal', '1963-08-17'],
  ['Aitana', 'Montesa Pardo', '+34612345123', 'Madrid', 'web', '2001-12-01'],
  ['Baltasar', 'Grau Escrivà', '+34612340006', 'Valencia', 'seo', '1970-04-22'],
  ['Clotilde', 'Navarrete Sola', '+34612345124', 'Sevilla', 'facebook', '1989-10-28'],
  ['Desiderio', 'Pons Alamar', '+34612345125', 'Barcelona', 'web'],
  ['Elvira', 'Sagrera Tomás', '+34612345126', 'Badalona', 'portal', '1994-02-13'],
  ['Froilán', 'Cebrián Ortells', '+34612345127', 'Zaragoza', 'web', '1967-07-07'],
  ['Gertrudis', 'Maldonado Feliu', '+34612345128', 'Madrid', 'facebook', '1959-03-03'],
  ['Honorio', 'Bellver Castells', '+34612345129', 'Valencia', 'seo'],
  ['Iraida', 'Zubiri Campos', '+34612345131', 'Getafe', 'web', '1985-01-31'],
  ['Jeremías', 'Llopis Ferragut', '+34612345132', 'Gandia', 'facebook', '1978-09-26'],
  ['Leocadia', 'Rebollo Arnau', '+34612345133', 'Sevilla', 'portal', '1992-05-20'],
  ['Macario', 'Estellés Bru', '+34612345134', 'Barcelona', 'web'],
  ['Nuria', 'Okariz Valldaura', '+34612345135', 'Zaragoza', 'seo', '1987-12-24'],
  ['Olegario', 'Tejedor Camps', '+34612345136', 'Madrid', 'facebook', '1973-06-16'],
]

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export const demoPeople: DemoPerson[] = rows.map(([firstName, lastName, phone, city, source, birthDate]) => ({
  firstName,
  lastName,
  phone,
  email: `${plain(firstName)}.${plain(lastName.split(' ')[0]!)}@correo.example`,
  city,
  province: places[city][0],
  postalCode: places[city][1],
  source,
  ...(birthDate ? { birthDate } : {}),
}))
