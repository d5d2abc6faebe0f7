/** Who may ask for a field of the root. Another role or scope is refused; whoever is no member sees that nothing is there. */
export type Need =
  /** Whoever reaches the server. */
  | 'everybody'
  /** Somebody, by any token: for what is the caller's own. */
  | 'signedIn'
  /** A session, or a token of scope WRITE or ADMIN: for what is the caller's own. */
  | 'writing'
  /** A session, or a token of scope ADMIN: for what is the caller's own. */
  | 'administering'
  /** Any member of the workspace, by any token. */
  | 'member'
  /** Any member of the workspace, by a session or a token of scope WRITE or ADMIN: for what is their own there. */
  | 'keeping'
  /** An editor or owner, by a token of scope WRITE or ADMIN. */
  | 'editor'
  /** An owner, by a token of scope ADMIN. */
  | 'owner';

export interface Access {
  needs: Need;
  /** What a public link of the experiment gets, where links may ask for it at all. */
  linked?: Answer;
  /** Arguments in GraphQL, with $names of what is seeded. */
  args?: string;
  /** What is asked of the answer. */
  select?: string;
}

export type CallerName =
  | 'anonymous'
  | 'expired token'
  | 'revoked token'
  | 'revoked public link'
  | 'public link'
  | 'public link of elsewhere'
  | 'stranger'
  | 'viewer'
  | 'editor'
  | 'owner, READ'
  | 'owner, WRITE'
  | 'owner, ADMIN';
/** UNAUTHENTICATED or FORBIDDEN; nothing is there; or neither of them. */
export type Answer = 'refused' | 'nothing' | 'answered';

const NOBODY: Record<Need, Answer> = {
  everybody: 'answered',
  signedIn: 'refused',
  writing: 'refused',
  administering: 'refused',
  member: 'refused',
  keeping: 'refused',
  editor: 'refused',
  owner: 'refused',
};
const LINK: Record<Need, Answer> = { ...NOBODY, everybody: 'refused' };
const MEMBER: Record<Need, Answer> = { ...NOBODY, signedIn: 'answered', member: 'answered' };
const WRITER: Record<Need, Answer> = { ...MEMBER, writing: 'answered', keeping: 'answered' };
const ADMIN: Record<Need, Answer> = { ...WRITER, administering: 'answered' };

const EXPECTED: Record<CallerName, Record<Need, Answer>> = {
  anonymous: NOBODY,
  'expired token': NOBODY,
  'revoked token': NOBODY,
  'revoked public link': NOBODY,
  'public link': LINK,
  'public link of elsewhere': LINK,
  stranger: { ...ADMIN, member: 'nothing', keeping: 'nothing', editor: 'nothing', owner: 'nothing' },
  viewer: ADMIN,
  editor: { ...WRITER, editor: 'answered' },
  'owner, READ': MEMBER,
  'owner, WRITE': { ...WRITER, editor: 'answered' },
  'owner, ADMIN': { ...ADMIN, editor: 'answered', owner: 'answered' },
};
export const CALLERS = Object.keys(EXPECTED) as CallerName[];

export function expected({ needs, linked }: Pick<Access, 'needs' | 'linked'>, caller: CallerName): Answer {
  if (!linked || EXPECTED[caller] !== LINK) return EXPECTED[caller][needs];
  return caller === 'public link' || needs === 'everybody' ? linked : 'nothing';
}

const PROBLEMS = '{ problems { code message } }';
const onExperiment = (needs: Need): Access => ({
  needs,
  args: '(input: { id: $Experiment })',
  select: PROBLEMS,
});

/** Every field of the root. A field that is not here fails the test. */
export const ACCESS: Readonly<Record<string, Access>> = {
  'Query.algorithms': { needs: 'everybody', select: '{ kind }' },
  'Query.compare': {
    needs: 'member',
    linked: 'nothing',
    args: '(experimentIds: [$Experiment, $other])',
    select: '{ experiments { id } }',
  },
  'Query.datasets': { needs: 'member', args: '(workspace: $workspace)', select: '{ totalCount }' },
  'Query.experiment': { needs: 'member', linked: 'answered', args: '(id: $Experiment)', select: '{ name }' },
  'Query.experiments': { needs: 'member', args: '(workspace: $workspace)', select: '{ totalCount }' },
  'Query.node': { needs: 'member', linked: 'answered', args: '(id: $Experiment)', select: '{ __typename }' },
  'Query.experimentGroups': {
    needs: 'member',
    args: '(workspace: $workspace, by: MODEL)',
    select: '{ count }',
  },
  'Query.previewCatalogue': {
    needs: 'editor',
    args: '(datasetVersionId: $DatasetVersion, uploadId: $upload)',
    select: '{ problems { code message } }',
  },
  'Query.previewPreprocessing': {
    needs: 'member',
    args: '(sampleId: $Sample, preprocessing: { size: 16 })',
    select: '{ steps }',
  },
  'Query.invitation': { needs: 'everybody', args: '(token: "none")', select: '{ status }' },
  'Query.publicLink': { needs: 'everybody', linked: 'answered', select: '{ url }' },
  'Query.signInMethods': { needs: 'everybody', linked: 'answered', select: '{ __typename }' },
  'Query.observations': { needs: 'member', args: '(workspace: $workspace)', select: '{ edges { cursor } }' },
  'Query.comparisons': { needs: 'member', args: '(workspace: $workspace)', select: '{ edges { cursor } }' },
  'Query.studies': { needs: 'member', args: '(workspace: $workspace)', select: '{ edges { cursor } }' },
  'Query.estimateStudy': {
    needs: 'member',
    args: '(input: { workspace: $workspace, datasetVersionId: $DatasetVersion, preprocessings: [], models: [], clusterings: [] })',
    select: PROBLEMS,
  },
  'Query.system': { needs: 'everybody', select: '{ version }' },
  'Query.viewer': { needs: 'everybody', linked: 'answered', select: '{ __typename }' },
  'Query.workspace': { needs: 'member', args: '(slug: $workspace)', select: '{ name }' },
  'Mutation.acceptInvitation': {
    needs: 'administering',
    args: '(input: { token: "none" })',
    select: PROBLEMS,
  },
  'Mutation.addFiles': {
    needs: 'editor',
    args: '(input: { datasetId: $Dataset, uploadIds: [$upload] })',
    select: PROBLEMS,
  },
  'Mutation.attachCatalogue': {
    needs: 'editor',
    args: '(input: { datasetVersionId: $DatasetVersion, uploadId: $upload, joinColumn: "name", joinBy: FILE_NAME })',
    select: PROBLEMS,
  },
  'Mutation.acceptHeir': {
    needs: 'editor',
    args: '(input: { fromClusterId: $Cluster, toClusterId: $Cluster })',
    select: PROBLEMS,
  },
  'Mutation.createReview': { needs: 'editor', args: '(input: { clusterId: $Cluster })', select: PROBLEMS },
  'Mutation.answerReview': {
    needs: 'editor',
    args: '(input: { reviewId: $Review, sampleId: $Sample, answer: UNSURE })',
    select: PROBLEMS,
  },
  'Mutation.closeReview': { needs: 'editor', args: '(input: { id: $Review })', select: PROBLEMS },
  'Mutation.cancelExperiment': onExperiment('editor'),
  'Mutation.cancelVerification': onExperiment('editor'),
  'Mutation.changeRole': {
    needs: 'owner',
    args: '(input: { workspace: $workspace, userId: $User, role: EDITOR })',
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
    args: '(input: { workspace: $workspace, datasetVersionId: $DatasetVersion, model: { epochs: 0 } })',
    select: PROBLEMS,
  },
  'Mutation.createPublicLink': {
    needs: 'editor',
    args: '(input: { subjectId: $Experiment, expiresInDays: 0 })',
    select: PROBLEMS,
  },
  'Mutation.createStudy': {
    needs: 'editor',
    args: '(input: { workspace: $workspace, name: "", datasetVersionId: $DatasetVersion, preprocessings: [], models: [], clusterings: [] })',
    select: PROBLEMS,
  },
  'Mutation.createWorkspace': { needs: 'writing', args: '(input: { name: "" })', select: PROBLEMS },
  'Mutation.editExperiments': {
    needs: 'editor',
    args: '(input: { ids: [$Experiment], archived: false })',
    select: PROBLEMS,
  },
  'Mutation.encodeImages': {
    needs: 'editor',
    args: '(input: { experimentId: $Experiment, uploadIds: [$upload] })',
    select: PROBLEMS,
  },
  'Mutation.inviteMember': {
    needs: 'owner',
    args: '(input: { workspace: $workspace, email: "", role: VIEWER })',
    select: PROBLEMS,
  },
  'Mutation.removeMember': {
    needs: 'owner',
    args: '(input: { workspace: $workspace, userId: $User })',
    select: PROBLEMS,
  },
  'Mutation.retryExperiment': onExperiment('editor'),
  'Mutation.revokeApiToken': { needs: 'administering', args: '(input: { id: "none" })', select: PROBLEMS },
  'Mutation.revokeInvitation': {
    needs: 'owner',
    args: '(input: { id: $Invitation })',
    select: PROBLEMS,
  },
  'Mutation.revokePublicLink': { needs: 'editor', args: '(input: { id: $PublicLink })', select: PROBLEMS },
  'Mutation.deleteComparison': {
    needs: 'editor',
    args: '(input: { id: $Comparison })',
    select: PROBLEMS,
  },
  'Mutation.deleteView': { needs: 'editor', args: '(input: { id: $SavedView })', select: PROBLEMS },
  'Mutation.saveView': {
    needs: 'editor',
    args: '(input: { workspace: $workspace, name: "", state: {} })',
    select: PROBLEMS,
  },
  'Mutation.saveComparison': {
    needs: 'editor',
    args: '(input: { workspace: $workspace, title: "", experimentIds: [$Experiment, $other] })',
    select: PROBLEMS,
  },
  'Mutation.addComment': {
    needs: 'editor',
    args: '(input: { observationId: $Observation, body: "" })',
    select: PROBLEMS,
  },
  'Mutation.resolveComment': {
    needs: 'editor',
    args: '(input: { id: $Comment, resolved: true })',
    select: PROBLEMS,
  },
  'Mutation.reactToComment': {
    needs: 'editor',
    args: '(input: { id: $Comment, emoji: "", on: true })',
    select: PROBLEMS,
  },
  'Mutation.deleteComment': { needs: 'editor', args: '(input: { id: $Comment })', select: PROBLEMS },
  'Mutation.readObservation': { needs: 'keeping', args: '(input: { id: $Observation })', select: PROBLEMS },
  'Mutation.markNotificationsRead': {
    needs: 'writing',
    args: '(input: { ids: [$Notification] })',
    select: PROBLEMS,
  },
  'Mutation.openObservation': {
    needs: 'editor',
    args: '(input: { subjectId: $Experiment })',
    select: PROBLEMS,
  },
  'Mutation.writeObservation': {
    needs: 'editor',
    args: '(input: { subjectId: $Cluster, markdown: "A ring.", baseRevision: -1 })',
    select: PROBLEMS,
  },
  'Mutation.setObservationFields': {
    needs: 'editor',
    args: '(input: { subjectId: $Study, tags: [""] })',
    select: PROBLEMS,
  },
  'Mutation.restoreObservation': {
    needs: 'editor',
    args: '(input: { observationId: $Observation, revision: 0 })',
    select: PROBLEMS,
  },
  'Mutation.nameRevision': {
    needs: 'editor',
    args: '(input: { id: $Revision, name: "" })',
    select: PROBLEMS,
  },
  'Mutation.verifyExperiment': onExperiment('editor'),
  'Subscription.activity': {
    needs: 'member',
    args: '(workspace: $workspace, since: 0)',
    select: '{ reset }',
  },
  'Subscription.experimentProgress': { needs: 'member', args: '(id: $Experiment)', select: '{ reset }' },
  'Subscription.notifications': { needs: 'signedIn', select: '{ unreadNotifications }' },
  'Subscription.presence': { needs: 'member', args: '(workspace: $workspace)', select: '{ count }' },
  'Subscription.studyProgress': { needs: 'member', args: '(id: $Study)', select: '{ reset }' },
  'Subscription.versionProgress': { needs: 'member', args: '(id: $DatasetVersion)', select: '{ reset }' },
  'Subscription.workspaceProgress': {
    needs: 'member',
    args: '(workspace: $workspace, since: 0)',
    select: '{ reset }',
  },
};

const MEMBERS: readonly CallerName[] = ['viewer', 'editor', 'owner, READ', 'owner, WRITE', 'owner, ADMIN'];

/** Who is given a thing by its id alone; whoever else is signed in, or bears a link, is told that there is none. */
export const SEEN_BY: Readonly<Record<string, readonly CallerName[]>> = {
  User: MEMBERS,
  Workspace: MEMBERS,
  Dataset: MEMBERS,
  DatasetVersion: [...MEMBERS, 'public link'],
  Sample: [...MEMBERS, 'public link'],
  Experiment: [...MEMBERS, 'public link'],
  Study: MEMBERS,
  Cluster: [...MEMBERS, 'public link'],
  Comparison: MEMBERS,
  Observation: MEMBERS,
  Revision: MEMBERS,
  SavedView: MEMBERS,
  Encoding: MEMBERS,
  Comment: MEMBERS,
  Review: MEMBERS,
  // Whose it is.
  ApiToken: ['owner, READ', 'owner, WRITE', 'owner, ADMIN'],
  Notification: ['owner, READ', 'owner, WRITE', 'owner, ADMIN'],
  Invitation: ['owner, ADMIN'],
  PublicLink: ['editor', 'owner, WRITE', 'owner, ADMIN', 'public link'],
};

export interface RouteAccess {
  /** `beginner`: an editor or owner, by a token of scope WRITE or ADMIN, who began the upload. */
  needs: Need | 'beginner';
  linked?: Answer;
  /** With $names of what is seeded. */
  address: string;
  /** Where a public link's own files have another address. */
  linkedAddress?: string;
  /** Beside the authorisation. */
  headers?: Readonly<Record<string, string>>;
}

const TUS = { 'tus-resumable': '1.0.0' };
const upload: RouteAccess = { needs: 'beginner', address: '/uploads/$begun', headers: TUS };

/** Every address of files, by method. An address that the server knows and that is not here fails the test. */
export const ROUTES: Readonly<Record<string, RouteAccess>> = {
  'GET /blobs/:slug/:sha256': {
    needs: 'member',
    linked: 'answered',
    address: '/blobs/$workspace/$labels',
    linkedAddress: '/blobs/-/$labels',
  },
  'POST /blobs/:slug': { needs: 'editor', address: '/blobs/$workspace' },
  'GET /samples/:id/pixels': { needs: 'member', address: '/samples/$sample/pixels' },
  'GET /samples/:id/preview/:part': { needs: 'member', address: '/samples/$sample/preview/image' },
  'GET /thumbnails/:id': { needs: 'member', linked: 'answered', address: '/thumbnails/$sample' },
  'GET /thumbnails/encoded/:id': { needs: 'member', address: '/thumbnails/encoded/$image' },
  'GET /model-files/:id/:file': {
    needs: 'member',
    address: '/model-files/$experiment/asterism-E-$number.json',
  },
  'POST /uploads': {
    needs: 'editor',
    address: '/uploads',
    headers: {
      ...TUS,
      'upload-length': '1',
      'upload-metadata': 'filename $fileName,workspace $workspaceEncoded',
    },
  },
  'HEAD /uploads/*': upload,
  'PATCH /uploads/*': {
    ...upload,
    headers: { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  },
  'DELETE /uploads/*': upload,
};
