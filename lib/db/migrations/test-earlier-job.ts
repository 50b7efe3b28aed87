/** A job as the first release wrote it, but for its id and when it was made. */
export function earlierJob(request: object, changeSequence: number) {
  return {
    status: 'completed',
    provider_id: 'p',
    model: 'm',
    prompt: '',
    batch_id: 'b',
    warnings: '[]',
    request: JSON.stringify(request),
    request_hash: '',
    attempt: 1,
    failures: 0,
    updated_at: 0,
    change_sequence: changeSequence,
  };
}
