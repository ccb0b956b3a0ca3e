/** What calls have to say. */
import type { Messages } from '../../platform/http/messages.ts'

export const callsMessages = {
  'calls.already_running': {
    es: 'Las llamadas ya están en marcha. Páralas con STOP antes de empezar otra tanda.',
    en: 'Calls are already running. STOP them before you start another run.',
    ca: 'Les trucades ja estan en marxa. Atura-les amb STOP abans de començar una altra tanda.',
  },
  'calls.nothing_selected': {
    es: 'No hay ningún lead que llamar en esta selección. Selecciona leads abiertos con un teléfono válido y vuelve a empezar.',
    en: 'There is no lead to call in this selection. Select open leads with a valid phone and start again.',
    ca: 'No hi ha cap lead per trucar en aquesta selecció. Selecciona leads oberts amb un telèfon vàlid i torna a començar.',
  },
  'calls.selection_changed': {
    es: 'La selección ha cambiado: esperabas {expected} y ahora son {actual}. Revísala y vuelve a empezar.',
    en: 'The selection has changed: you expected {expected} and now there are {actual}. Check it and start again.',
    ca: 'La selecció ha canviat: n’esperaves {expected} i ara són {actual}. Revisa-la i torna a començar.',
  },
  'calls.no_outbound': {
    es: 'Falta la campaña de Pearl AI. Envía outbound_id o elige una por defecto en Ajustes › Llamadas.',
    en: 'The Pearl AI campaign is missing. Send outbound_id or choose a default one in Settings › Calls.',
    ca: 'Falta la campanya de Pearl AI. Envia outbound_id o tria’n una per defecte a Configuració › Trucades.',
  },
  'calls.outbound_unknown': {
    es: 'Pearl AI no conoce esa campaña. Revisa el outbound_id; los disponibles están en la lista de campañas.',
    en: 'Pearl AI does not know that campaign. Check the outbound_id; the list of campaigns shows those there are.',
    ca: 'Pearl AI no coneix aquesta campanya. Revisa l’outbound_id; els disponibles són a la llista de campanyes.',
  },
  'calls.not_connected': {
    es: 'Pearl AI no está conectado. Añade la cuenta y la clave en Integraciones.',
    en: 'Pearl AI is not connected. Add the account and the key in Integrations.',
    ca: 'Pearl AI no està connectat. Afegeix el compte i la clau a Integracions.',
  },
  'calls.no_credits': {
    es: 'La cuenta de Pearl AI no tiene saldo. Recárgala y vuelve a empezar.',
    en: 'The Pearl AI account has no credits. Top it up and start again.',
    ca: 'El compte de Pearl AI no té saldo. Recarrega’l i torna a començar.',
  },
  'calls.account_blocked': {
    es: 'La cuenta de Pearl AI está bloqueada ({state}). Resuélvelo con Pearl AI y vuelve a empezar.',
    en: 'The Pearl AI account is blocked ({state}). Settle it with Pearl AI and start again.',
    ca: 'El compte de Pearl AI està bloquejat ({state}). Resol-ho amb Pearl AI i torna a començar.',
  },
  'calls.campaign_not_running': {
    es: 'La campaña «{name}» no está activa en Pearl AI ({state}). Actívala allí y vuelve a empezar.',
    en: 'The campaign “{name}” is not active at Pearl AI ({state}). Activate it there and start again.',
    ca: 'La campanya «{name}» no està activa a Pearl AI ({state}). Activa-la allà i torna a començar.',
  },
  'calls.started': {
    es: 'En marcha: {selected} leads en la tanda.',
    en: 'Running: {selected} leads in this run.',
    ca: 'En marxa: {selected} leads a la tanda.',
  },
  'calls.stopped': {
    es: 'Parado. No sale ninguna llamada más; {in_flight} en curso terminarán solas.',
    en: 'Stopped. No further call goes out; {in_flight} under way will end by themselves.',
    ca: 'Aturat. No surt cap trucada més; {in_flight} en curs acabaran soles.',
  },
  'calls.was_not_running': {
    es: 'No había llamadas en marcha. Quedan {in_flight} en curso.',
    en: 'No calls were running. {in_flight} are still under way.',
    ca: 'No hi havia trucades en marxa. En queden {in_flight} en curs.',
  },
  'calls.call_not_found': {
    es: 'No existe esa llamada.',
    en: 'There is no such call.',
    ca: 'No existeix aquesta trucada.',
  },
  'calls.hook_unknown': {
    es: 'Esta dirección de avisos no vale. Copia la actual desde Integraciones › Pearl AI.',
    en: 'This webhook address is not valid. Copy the current one from Integrations › Pearl AI.',
    ca: 'Aquesta adreça d’avisos no val. Copia l’actual des d’Integracions › Pearl AI.',
  },
  'calls.connected': {
    es: 'Conectado con {vendor}: cuenta «{account}».',
    en: 'Connected to {vendor}: account “{account}”.',
    ca: 'Connectat amb {vendor}: compte «{account}».',
  },
  'calls.request_failed': {
    es: 'Pearl AI no pudo hacer esta llamada.',
    en: 'Pearl AI could not make this call.',
    ca: 'Pearl AI no va poder fer aquesta trucada.',
  },
  'calls.campaign_state.running': { es: 'Activa', en: 'Running', ca: 'Activa' },
  'calls.campaign_state.paused': {
    es: 'En pausa: no acepta llamadas hasta que la actives en Pearl AI.',
    en: 'Paused: it takes no calls until you activate it at Pearl AI.',
    ca: 'En pausa: no accepta trucades fins que l’activis a Pearl AI.',
  },
  'calls.campaign_state.suspended': {
    es: 'Suspendida por Pearl AI: habla con ellos.',
    en: 'Suspended by Pearl AI: talk to them.',
    ca: 'Suspesa per Pearl AI: parla-hi.',
  },
  'calls.campaign_state.maintenance': {
    es: 'En mantenimiento: vuelve a probar más tarde.',
    en: 'Under maintenance: try again later.',
    ca: 'En manteniment: torna-ho a provar més tard.',
  },
  'calls.campaign_state.unknown': {
    es: 'Pearl AI no dice si está activa.',
    en: 'Pearl AI does not say whether it is active.',
    ca: 'Pearl AI no diu si està activa.',
  },
} satisfies Messages
