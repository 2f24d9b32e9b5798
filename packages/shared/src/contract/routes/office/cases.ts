// The operations of cases, for officers of the department that decides: kind, access and path of each.
export const caseRoutes = {
  'cases.list': 'list officer /v1/cases',
  'cases.get': 'read officer /v1/cases/:applicationId',
  'cases.uploadPart': 'read officer /v1/cases/:applicationId/uploads/:uploadId/parts/:offset',
  'cases.take': 'act officer /v1/cases/:applicationId/take',
  'cases.release': 'act officer /v1/cases/:applicationId/release',
  'cases.accept': 'write officer /v1/cases/:applicationId/acceptance',
  'cases.refuse': 'write officer /v1/cases/:applicationId/refusal',
  'cases.askSupplement': 'write officer /v1/cases/:applicationId/supplement',
  'cases.startReview': 'write officer /v1/cases/:applicationId/review',
  'cases.startSpecialProcedure': 'write officer /v1/cases/:applicationId/special-procedure',
  'cases.endSpecialProcedure': 'write officer /v1/cases/:applicationId/special-procedure/end',
  'cases.extendTerm': 'write officer /v1/cases/:applicationId/extension',
  'cases.approve': 'write officer /v1/cases/:applicationId/approval',
  'cases.reject': 'write officer /v1/cases/:applicationId/rejection',
  'cases.terminate': 'write officer /v1/cases/:applicationId/termination',
} as const;
