export function ImportHistoryPage() {
  return null
}
