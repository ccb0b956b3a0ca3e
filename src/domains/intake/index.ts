/** Intake's face: take a webhook in, read it again in its job, say what became of it. */

export { markDelivery, readDelivery } from './deliveries.store.ts'
export { DELIVERY_STATES, type Delivery, type DeliveryState, MAX_BODY_BYTES } from './delivery.ts'
export { intakeMessages } from './intake.messages.ts'
export { type ArrivedDelivery, receiveDelivery } from './receive-delivery.ts'
