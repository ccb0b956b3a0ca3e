/** What the agenda has to say, so that it can be read out on the phone. */
import type { Messages } from '../../platform/http/messages.ts'

export const appointmentsMessages = {
  'service.not_found': {
    es: 'No existe ese servicio. Elige uno de la lista de servicios.',
    en: 'There is no such service. Choose one from the list of services.',
    ca: 'No existeix aquest servei. Tria’n un de la llista de serveis.',
  },
  'service.name_taken': {
    es: 'Ya hay un servicio con ese nombre. Ponle otro.',
    en: 'There is a service with that name already. Give it another one.',
    ca: 'Ja hi ha un servei amb aquest nom. Posa-n’hi un altre.',
  },
  'service.no_staff': {
    es: 'Nadie da este servicio todavía. Asígnale al menos un profesional.',
    en: 'Nobody gives this service yet. Assign at least one professional to it.',
    ca: 'Encara ningú fa aquest servei. Assigna-hi almenys un professional.',
  },
  'staff.not_found': {
    es: 'No existe ese profesional. Elige uno de la lista de profesionales.',
    en: 'There is no such professional. Choose one from the list of staff.',
    ca: 'No existeix aquest professional. Tria’n un de la llista de professionals.',
  },
  'staff.zone_unknown': {
    es: 'No existe la zona horaria «{zone}». Escríbela como Europe/Madrid.',
    en: 'There is no time zone “{zone}”. Write it like Europe/Madrid.',
    ca: 'No existeix el fus horari «{zone}». Escriu-lo com Europe/Madrid.',
  },
  'staff.has_appointments': {
    es: 'Este profesional tiene {count} citas por venir. Muévelas o cancélalas antes de quitarlo.',
    en: 'This professional has {count} appointments to come. Move or cancel them before removing them.',
    ca: 'Aquest professional té {count} cites pendents. Mou-les o cancel·la-les abans de treure’l.',
  },
  'availability.range': {
    es: 'La fecha final tiene que ser igual o posterior a la inicial, con {days} días entre ambas como mucho.',
    en: 'The last date has to be the first one or later, at most {days} days after it.',
    ca: 'La data final ha de ser la mateixa que la inicial o posterior, amb {days} dies entre totes dues com a màxim.',
  },
  'booking.slot_taken': {
    es: 'Esa hora ya está ocupada. Elige una de las alternativas.',
    en: 'That time is taken. Choose one of the alternatives.',
    ca: 'Aquesta hora ja està ocupada. Tria una de les alternatives.',
  },
  'booking.outside_hours': {
    es: 'A esa hora no se atiende. Elige una de las alternativas.',
    en: 'Nobody works at that time. Choose one of the alternatives.',
    ca: 'A aquesta hora no s’atén. Tria una de les alternatives.',
  },
  'booking.too_soon': {
    es: 'Esa hora ya ha pasado o falta muy poco para ella. Elige una de las alternativas.',
    en: 'That time has passed or is too close. Choose one of the alternatives.',
    ca: 'Aquesta hora ja ha passat o és massa a prop. Tria una de les alternatives.',
  },
  'booking.too_far': {
    es: 'Todavía no se puede reservar con tanta antelación. Elige una de las alternativas.',
    en: 'Bookings do not reach that far ahead yet. Choose one of the alternatives.',
    ca: 'Encara no es pot reservar amb tanta antelació. Tria una de les alternatives.',
  },
  'booking.hold_expired': {
    es: 'La hora estuvo guardada unos minutos y ya ha quedado libre. Elige una de las alternativas.',
    en: 'The time was held for some minutes and has been released. Choose one of the alternatives.',
    ca: 'L’hora va estar guardada uns minuts i ja ha quedat lliure. Tria una de les alternatives.',
  },
  'booking.hold_not_found': {
    es: 'No hay ninguna hora guardada con ese identificador, o ya ha caducado. Vuelve a buscar hora.',
    en: 'No time is held under that id, or it has run out. Look for a time again.',
    ca: 'No hi ha cap hora guardada amb aquest identificador, o ja ha caducat. Torna a buscar hora.',
  },
  'booking.offer_expired': {
    es: 'Esa oferta ha caducado. Elige una de las alternativas.',
    en: 'That offer has expired. Choose one of the alternatives.',
    ca: 'Aquesta oferta ha caducat. Tria una de les alternatives.',
  },
  'booking.offer_not_found': {
    es: 'Esa oferta no es de este espacio de trabajo o está incompleta. Vuelve a buscar hora.',
    en: 'That offer is not from this workspace or is incomplete. Look for a time again.',
    ca: 'Aquesta oferta no és d’aquest espai de treball o està incompleta. Torna a buscar hora.',
  },
  'booking.staff_not_for_service': {
    es: 'Ese profesional no da este servicio. Elige otro o asígnaselo antes.',
    en: 'That professional does not give this service. Choose another one or assign it to them first.',
    ca: 'Aquest professional no fa aquest servei. Tria’n un altre o assigna-l’hi abans.',
  },
  'booking.time_needed': {
    es: 'Indica la hora de una sola manera: offer_id, service_id con start o, al reservar, hold_id.',
    en: 'Say the time in one way only: offer_id, service_id with start or, when booking, hold_id.',
    ca: 'Indica l’hora d’una sola manera: offer_id, service_id amb start o, en reservar, hold_id.',
  },
  'booking.person_needed': {
    es: 'Indica para quién es la cita de una sola manera: contact o contact_id.',
    en: 'Say who the appointment is for in one way only: contact or contact_id.',
    ca: 'Indica per a qui és la cita d’una sola manera: contact o contact_id.',
  },
  'booking.moment_unreadable': {
    es: 'No se entiende «{text}» como fecha u hora. Escríbela como 2026-12-01 15:00 o en ISO-8601.',
    en: '“{text}” cannot be read as a date or time. Write it as 2026-12-01 15:00 or in ISO-8601.',
    ca: 'No s’entén «{text}» com a data o hora. Escriu-la com 2026-12-01 15:00 o en ISO-8601.',
  },
  'booking.phone_invalid': {
    es: 'Ese teléfono no es válido. Escríbelo entero, con prefijo si no es de tu país.',
    en: 'That phone number is not valid. Write all of it, with its prefix if it is from another country.',
    ca: 'Aquest telèfon no és vàlid. Escriu-lo sencer, amb prefix si no és del teu país.',
  },
  'booking.email_invalid': {
    es: 'Ese correo no es válido. Escríbelo como nombre@dominio.',
    en: 'That e-mail address is not valid. Write it as name@domain.',
    ca: 'Aquest correu no és vàlid. Escriu-lo com nom@domini.',
  },
  'appointments.bad_cursor': {
    es: 'El cursor no vale. Empieza de nuevo por la primera página.',
    en: 'The cursor cannot be used. Start again from the first page.',
    ca: 'El cursor no és vàlid. Torna a començar per la primera pàgina.',
  },
  'appointment.not_found': {
    es: 'No existe esa cita. Búscala en la agenda.',
    en: 'There is no such appointment. Look for it in the agenda.',
    ca: 'No existeix aquesta cita. Busca-la a l’agenda.',
  },
  'appointment.state_follows_not': {
    es: 'Una cita en estado «{from}» no puede pasar a «{to}». Si hace falta, reserva una nueva.',
    en: 'An appointment that is “{from}” cannot become “{to}”. If need be, book a new one.',
    ca: 'Una cita en estat «{from}» no pot passar a «{to}». Si cal, reserva’n una de nova.',
  },
  'appointment.not_movable': {
    es: 'Solo se mueven las citas que siguen en pie. Reserva una nueva.',
    en: 'Only appointments that still stand can be moved. Book a new one.',
    ca: 'Només es mouen les cites que continuen en peu. Reserva’n una de nova.',
  },
  'appointment.external_staff': {
    es: 'Esta cita está en otra agenda y no tiene profesional nuestro. Cambia solo la hora.',
    en: 'This appointment is in another agenda and has no professional of ours. Change its time only.',
    ca: 'Aquesta cita és en una altra agenda i no té cap professional nostre. Canvia’n només l’hora.',
  },
} satisfies Messages
