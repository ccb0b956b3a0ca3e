/** What a call may carry to the voice agent, by the names that its script knows. Typed against the contract. */
import type { AgentField } from '../../../../../contract/workspace.ts'

const KNOWN: Record<AgentField, true> = {
  firstName: true,
  lastName: true,
  dias_tardes: true,
  emailAddress: true,
  codigoPostal: true,
  delegacion: true,
  fechaNacimiento: true,
  nif: true,
  sexo: true,
  certificado: true,
  clinicaId: true,
  direccionClinica: true,
  nombreClinica: true,
  orden: true,
  poliza: true,
  segmento: true,
}
export const AGENT_FIELDS = Object.keys(KNOWN)
