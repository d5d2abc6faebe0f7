/** Who may ask for a field of the root. Another role or scope is refused; whoever is no member sees that nothing is there. */
export type Need =
  /** Whoever reaches the server. */
  | 'everybody'
  /** A session, or a token of scope WRITE or ADMIN: for what is the caller's own. */
  | 'writing'
  /** A session, or a token of scope ADMIN: for what is the caller's own. */
  | 'administering'
  /** Any member of the workspace, by any token. */
  | 'member'
  /** An editor or owner, by a token of scope WRITE or ADMIN. */
  | 'editor'
  /** An owner, by a token of scope ADMIN. */
  | 'owner';

export interface Access {
  needs: Need;
  /** Arguments in GraphQL, with $names of what access.test.ts seeds. */
  args?: string;
  /** What is asked of the answer. */
  select?: string;
}

const PROBLEMS = '{ problems { code message } }';
const onExperiment = (needs: Need): Access => ({
  needs,
  args: '(input: { id: $experiment })',
  select: PROBLEMS,
});

/** Every field of the root. A field that is not here fails the test. */
export const ACCESS: Readonly<Record<string, Access>> = {
  'Query.algorithms': { needs: 'everybody', select: '{ kind }' },
  'Query.compare': {
    needs: 'member',
    args: '(experimentIds: [$experiment, $other])',
    select: '{ experiments { id } }',
  },
  'Query.datasets': { needs: 'member', args: '(workspace: $workspace)', select: '{ totalCount }' },
  'Query.experiment': { needs: 'member', args: '(id: $experiment)', select: '{ name }' },
  'Query.experiments': { needs: 'member', args: '(workspace: $workspace)', select: '{ totalCount }' },
  'Query.node': { needs: 'member', args: '(id: $experiment)', select: '{ __typename }' },
  'Query.previewCatalogue': {
    needs: 'editor',
    args: '(datasetVersionId: $version, uploadId: "none")',
    select: '{ problems { code message } }',
  },
  'Query.previewPreprocessing': {
    needs: 'member',
    args: '(sampleId: $sample, preprocessing: { size: 16 })',
    select: '{ steps }',
  },
  'Query.invitation': { needs: 'everybody', args: '(token: "none")', select: '{ status }' },
  'Query.publicLink': { needs: 'everybody', select: '{ url }' },
  'Query.signInMethods': { needs: 'everybody', select: '{ __typename }' },
  'Query.studies': { needs: 'member', args: '(workspace: $workspace)', select: '{ edges { cursor } }' },
  'Query.system': { needs: 'everybody', select: '{ version }' },
  'Query.viewer': { needs: 'everybody', select: '{ user { name } }' },
  'Query.workspace': { needs: 'member', args: '(slug: $workspace)', select: '{ name }' },
  'Mutation.acceptInvitation': {
    needs: 'administering',
    args: '(input: { token: "none" })',
    select: PROBLEMS,
  },
  'Mutation.addFiles': {
    needs: 'editor',
    args: '(input: { datasetId: $dataset, uploadIds: ["none"] })',
    select: PROBLEMS,
  },
  'Mutation.attachCatalogue': {
    needs: 'editor',
    args: '(input: { datasetVersionId: $version, uploadId: "none", joinColumn: "name", joinBy: FILE_NAME })',
    select: PROBLEMS,
  },
  'Mutation.cancelExperiment': onExperiment('editor'),
  'Mutation.cancelVerification': onExperiment('editor'),
  'Mutation.changeRole': {
    needs: 'owner',
    args: '(input: { workspace: $workspace, userId: $user, role: EDITOR })',
    select: PROBLEMS,
  },
  'Mutation.createApiToken': {
    needs: 'administering',
    args: '(input: { name: "", scope: READ })',
    select: PROBLEMS,
  },
  'Mutation.createDataset': {
    needs: 'editor',
    args: '(input: { workspace: $workspace, name: "" })',
    select: PROBLEMS,
  },
  'Mutation.createExperiment': {
    needs: 'editor',
    args: '(input: { workspace: $workspace, datasetVersionId: $version, model: { epochs: 0 } })',
    select: PROBLEMS,
  },
  'Mutation.createPublicLink': {
    needs: 'editor',
    args: '(input: { subjectId: $experiment, expiresInDays: 0 })',
    select: PROBLEMS,
  },
  'Mutation.createStudy': {
    needs: 'editor',
    args: '(input: { workspace: $workspace, name: "", datasetVersionId: $version, preprocessings: [], models: [], clusterings: [] })',
    select: PROBLEMS,
  },
  'Mutation.createWorkspace': { needs: 'writing', args: '(input: { name: "" })', select: PROBLEMS },
  'Mutation.editExperiments': {
    needs: 'editor',
    args: '(input: { ids: [$experiment], archived: false })',
    select: PROBLEMS,
  },
  'Mutation.encodeImages': {
    needs: 'editor',
    args: '(input: { experimentId: $experiment, uploadIds: ["none"] })',
    select: PROBLEMS,
  },
  'Mutation.inviteMember': {
    needs: 'owner',
    args: '(input: { workspace: $workspace, email: "", role: VIEWER })',
    select: PROBLEMS,
  },
  'Mutation.removeMember': {
    needs: 'owner',
    args: '(input: { workspace: $workspace, userId: $user })',
    select: PROBLEMS,
  },
  'Mutation.retryExperiment': onExperiment('editor'),
  'Mutation.revokeApiToken': { needs: 'administering', args: '(input: { id: "none" })', select: PROBLEMS },
  'Mutation.revokeInvitation': {
    needs: 'owner',
    args: '(input: { id: $invitation })',
    select: PROBLEMS,
  },
  'Mutation.revokePublicLink': { needs: 'editor', args: '(input: { id: $link })', select: PROBLEMS },
  'Mutation.saveComparison': {
    needs: 'editor',
    args: '(input: { workspace: $workspace, title: "", experimentIds: [$experiment, $other] })',
    select: PROBLEMS,
  },
  'Mutation.verifyExperiment': onExperiment('editor'),
  'Subscription.activity': {
    needs: 'member',
    args: '(workspace: $workspace, since: 0)',
    select: '{ reset }',
  },
  'Subscription.experimentProgress': { needs: 'member', args: '(id: $experiment)', select: '{ reset }' },
  'Subscription.studyProgress': { needs: 'member', args: '(id: $study)', select: '{ reset }' },
  'Subscription.versionProgress': { needs: 'member', args: '(id: $version)', select: '{ reset }' },
  'Subscription.workspaceProgress': {
    needs: 'member',
    args: '(workspace: $workspace, since: 0)',
    select: '{ reset }',
  },
};
