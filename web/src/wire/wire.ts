// SPDX-License-Identifier: AGPL-3.0-or-later
// Every route, and what it takes and gives. Generated from contracts/openapi.json by script/generate_wire.mjs: change it in the server's routes.

export type Adaptation = {
  base_version: number;
  newest_version: number;
  operations: unknown;
  drift: StaleOperation[];
};

export type AddedPerson = {
  person_id: string;
  display_name: string;
};

export type CheckedInvitation = {
  display_name: string;
  programme_name: string;
  group_name: string;
  languages: string[];
  purpose: 'enrol' | 'forgotten_pin' | 'own_phone';
  devices: DeviceHere[];
};

export type CheckedPasswordLink = {
  display_name: string;
  email: string;
  programme_name: string;
  purpose: 'first_password' | 'new_password';
};

export type ChosenLanguage = {
  language: string;
};

export type ChosenPassword = {
  token: string;
  password: string;
};

export type Claims = {
  claims: unknown;
};

export type ConcernFollowUp = {
  passed_to?: 'coordinator' | 'municipality' | 'police' | 'emergency' | 'helpline' | null;
  passed_on?: string | null;
  closed_on?: string | null;
};

export type Concerns = {
  concerns: ListedConcern[];
  next: string | null;
  open: number;
  closed: number;
};

export type CostModelDocument = {
  document: unknown;
};

export type CostModelExport = {
  document: unknown;
  type: string;
};

export type CostModelFile = {
  name: string;
  base64: string;
};

export type CostModelHead = {
  id: string;
  version: number;
  title: string;
  note: string;
  saved_on: string;
  saved_by_name: string;
};

export type CostModelLink = {
  input: string;
  state: 'same' | 'changed' | 'withheld';
  value: number | null;
  counted_on: string;
};

export type CostModelList = {
  models: CostModelHead[];
  shipped: ShippedModel[];
  can_write: boolean;
};

export type CostModelProblem = {
  key: string;
  field: string;
  params: Record<string, string>;
  detail: string;
};

export type CostModelProblems = {
  problems: CostModelProblem[];
};

export type CostModelReport = {
  document: unknown;
  type: 'html' | 'pdf';
  language: string;
  scenario?: string | null;
  draws?: number | null;
  seed?: string | null;
  model_id?: string | null;
  version?: number | null;
};

export type CostModelSave = {
  document: unknown;
  note: string;
  base_version?: number | null;
  model_id?: string | null;
};

export type Counts = {
  events: number;
  women: number;
  minutes: number;
  mothers: number;
};

export type DeviceHere = {
  device_id: string;
  whose: 'hers' | 'unknown';
};

export type Door = {
  programme: DoorProgramme | null;
};

export type DoorProgramme = {
  programme_id: string;
  name: string;
  kind: 'real' | 'practice';
};

export type EnrolledPhone = {
  device_id: string;
  person_id: string;
  programme_id: string;
  display_name: string;
  epoch: string;
  key_id: string;
  public_key: string;
};

export type Enrolment = {
  token: string;
  language: string;
  device_id?: string | null;
  attempt?: string | null;
  unlock_secret?: string | null;
};

export type Fact = {
  where: string;
  title: string;
  code: string;
  text: string;
  phone: string;
  region: string;
  source_url: string;
  source_title: string;
  source_seen: string;
  source_note: string;
  checked_on: string | null;
  fact_review: 'not_reviewed' | 'reviewed';
};

export type Facts = {
  facts: Fact[];
};

export type Group = {
  group_id: string;
  name: string;
  town: string;
  region: string;
  host: string;
  phase: number;
  contact_name: string;
  contact_phone: string;
  mothers: number;
  status: 'active' | 'paused' | 'ended';
};

export type GroupContact = {
  contact_name: string;
  contact_phone: string;
};

export type GroupDetails = {
  group_id: string;
  name: string;
  town: string;
  region: string;
  host: string;
  phase: number;
  contact_name: string;
  contact_phone: string;
  mothers: number;
  status: 'active' | 'paused' | 'ended';
  contact_can_be_called: boolean;
};

export type GroupMonth = {
  month: string;
  groups_months: string[];
  events: MonthEvent[];
  waiting: WaitingNotice[];
};

export type GroupQuarter = {
  quarter: string;
  released: boolean;
  dimensions: SensitiveDimension[];
};

export type GroupTemplate = {
  version: number;
  lists: TemplateList[];
};

export type Groups = {
  groups: Group[];
  regions: Region[];
};

export type History = {
  changes: HistoryLine[];
  phones: PhoneLine[];
};

export type HistoryLine = {
  act: 'joined' | 'left' | 'moved' | 'returned' | 'corrected' | 'taken_back';
  was_starts_on: string | null;
  was_ends_on: string | null;
  starts_on: string | null;
  ends_on: string | null;
  changed_on: string;
  changed_by_name: string | null;
};

export type ImportAnswer = {
  results: PushResult[];
};

export type InvitationRequest = {
  purpose: 'enrol' | 'forgotten_pin';
  invitation_id?: string | null;
};

export type InvitationToken = {
  token: string;
  attempt?: string | null;
  device_ids?: string[] | null;
};

export type JobNow = {
  job: string;
  when: 'always' | 'daily';
  hour: number;
  state: 'never' | 'running' | 'done' | 'failing' | 'late';
  ran_on: string | null;
  took_ms: number;
  did: number;
  failed: number;
  problem: string | null;
};

export type JobsNow = {
  jobs: JobNow[];
};

export type Leaving = {
  left_on: string;
};

export type ListedConcern = {
  id: string;
  group_id: string;
  raised_on: string;
  raised_by_name: string | null;
  passed_to: 'coordinator' | 'municipality' | 'police' | 'emergency' | 'helpline' | null;
  passed_on: string | null;
  closed_on: string | null;
  revision: number;
};

export type ListedMother = {
  person_id: string;
  display_name: string;
  phone: string | null;
  language: string;
  state: 'active' | 'left';
  joined_on: string;
  left_on: string | null;
  last_active_month: string | null;
  silent_months: number;
  silent: boolean;
  phone_state: 'none' | 'invited' | 'opened' | 'enrolled' | 'lost';
  invitation: OpenInvitation | null;
  moved: ListedMove | null;
};

export type ListedMothers = {
  people: ListedMother[];
};

export type ListedMove = {
  from_group_id: string;
  from_group: string;
  to_group_id: string;
  to_group: string;
  moved_on: string;
  can_correct: boolean;
};

export type Login = {
  email: string;
  password: string;
  programme_id?: string | null;
};

export type Me = {
  person_id: string;
  display_name: string;
  language: string;
  programme: Programme;
  roles: MyRole[];
  scopes: MyScope[];
  today: string;
};

export type MonthDimension = {
  dimension: string;
  multiple: boolean;
  rows: MonthRow[];
};

export type MonthEvent = {
  event: string;
  total: Counts;
  previous: Counts;
  dimensions: MonthDimension[];
};

export type MonthRow = {
  code: string;
  label: string;
  events: number;
  women: number;
  minutes: number;
  mothers: number;
};

export type MovedDay = {
  moved_on: string;
};

export type Moving = {
  to_group_id: string;
  moved_on: string;
};

export type MyRole = {
  role: string;
  scope_kind: string;
  scope_id: string;
  scope_name: string;
};

export type MyScope = {
  scope_kind: 'programme' | 'region' | 'group';
  scope_id: string;
  scope_name: string;
  verbs: string[];
};

export type NewAdaptation = {
  operations: unknown;
};

export type NewPerson = {
  display_name: string;
  phone?: string | null;
  language?: string | null;
  joined_on?: string | null;
  person_id?: string | null;
  another?: boolean | null;
};

export type Nothing = Record<string, never>;

export type OpenInvitation = {
  invitation_id: string;
  purpose: 'enrol' | 'forgotten_pin' | 'own_phone';
  last_day: string;
};

export type OpenedCostModel = {
  id: string;
  version: number;
  document: unknown;
  newest_version: number;
  versions: CostModelHead[];
  links: CostModelLink[];
  can_write: boolean;
};

export type OtherGroup = {
  group_id: string;
  name: string;
  town: string;
};

export type OtherGroups = {
  groups: OtherGroup[];
};

export type OutboxKey = {
  key_id: string;
  public_key: string;
  epoch: string;
};

export type OwnMeasure = {
  measure: string;
  label: string;
  recorded: boolean;
};

export type OwnMeasures = {
  measures: OwnMeasure[];
};

export type OwnNumber = {
  measure: string;
  from: string;
  to: string;
  status: 'shown' | 'hidden' | 'open' | 'not_recorded' | 'zero';
  value: number | null;
  counted_on: string;
};

export type OwnPhoneRequest = {
  password: string;
  invitation_id?: string | null;
};

export type OwnPhones = {
  phones: number;
  phones_since: string | null;
};

export type OwnRecording = {
  id: string;
  group_id: string;
  held_on: string;
  women: number;
  meeting: 'first' | 'again' | 'not_stated';
  contact_way: string;
  place: string;
  activities: string[];
  themes: string[];
  minutes: number;
  next_step: string;
  ladder: number | null;
  language: string | null;
  template_version: number;
  done_by: string | null;
  saved_on: string;
  revision: number;
};

export type OwnRecordings = {
  conversations: OwnRecording[];
};

export type PasswordToken = {
  token: string;
};

export type PhoneLine = {
  enrolled_on: string;
  revoked_on: string | null;
  invited_by_name: string | null;
};

export type Problem = {
  type: string;
  title: string;
  detail: string;
  status: number;
  key: string;
  params: Record<string, string>;
  field: string | null;
};

export type Programme = {
  programme_id: string;
  name: string;
  country: string;
  currency: string;
  time_zone: string;
  languages: string[];
  kind: 'real' | 'practice';
};

export type PullAnswer = {
  epoch: string;
  today: string;
  key: SealTo;
  forget: string[];
  more: boolean;
  scopes: PulledScope[];
};

export type PullAsked = {
  epoch?: string | null;
  scopes: string[];
  cursor: Record<string, number>;
};

export type PulledRecord = {
  entity: string;
  id: string;
  revision: number | null;
  record: unknown;
  deleted: boolean | null;
};

export type PulledScope = {
  scope: string;
  kind: 'snapshot' | 'changes';
  position: number;
  records: PulledRecord[];
  until: string | null;
};

export type PushAnswer = {
  epoch: string;
  results: PushResult[];
};

export type PushResult = {
  item_id: string;
  outcome: 'stored' | 'already' | 'superseded' | 'deleted' | 'quarantined' | 'refused';
  problem: Problem | null;
};

export type Pushed = {
  epoch?: string | null;
  items: SealedItem[];
};

export type QuarantineDecision = {
  decision: 'accept' | 'set_aside' | 'take_back';
  day?: string | null;
  whose?: string | null;
};

export type QuarantineItem = {
  entity: string;
  id: string;
  reason: string;
  field: string;
  received_on: string;
  state: string;
  person_name: string | null;
  choose_day: boolean;
  earliest_day: string | null;
  decided_on: string | null;
  take_back_until: string | null;
  whose: string;
};

export type QuarantineItems = {
  items: QuarantineItem[];
};

export type ReadCostModel = {
  document: unknown;
  problems: CostModelProblem[];
};

export type ReadyInvitation = {
  invitation_id: string;
  link: string;
  qr_svg: string | null;
  message: string;
  last_day: string;
};

export type RecordingRules = {
  today: string;
  days_back: number;
  editable_days: number;
  women_at_most: number;
  minutes_at_most: number;
};

export type Region = {
  code: string;
  name: string;
};

export type Returning = {
  returned_on: string;
};

export type SavedCostModel = {
  id: string;
  version: number;
  document: unknown;
};

export type SealTo = {
  key_id: string;
  public_key: string;
};

export type SealedExport = {
  format: string;
  programme_id: string;
  device_id: string;
  exported_on: string;
  items: SealedItem[];
};

export type SealedItem = {
  item_id: string;
  key_id: string;
  sealed: string;
};

export type SensitiveDimension = {
  event: string;
  dimension: string;
  rows: SensitiveRow[];
};

export type SensitiveRow = {
  code: string;
  label: string;
  events: number | null;
  women: number | null;
};

export type Sheet = {
  items: SheetRow[];
};

export type SheetRow = {
  id: string;
  held_on: string;
  women: number;
  meeting: 'first' | 'again' | 'not_stated';
  contact_way: string;
  place: string;
  activities: string[];
  themes: string[];
  minutes: number;
  next_step: string;
  ladder?: number | null;
  language?: string | null;
  template_version: number;
  done_by: string;
};

export type SheetStored = {
  stored: number;
};

export type ShippedModel = {
  key: string;
  title: string;
  summary: string;
};

export type StaleOperation = {
  operation: number;
  what: 'retired' | 'changed';
};

export type TemplateItem = {
  code: string;
  icon: string;
  label: string;
  retired: boolean;
  hidden: boolean;
  sensitive: boolean;
  protected: boolean;
  position: number | null;
  parent: string | null;
};

export type TemplateList = {
  list: string;
  multiple: boolean;
  sensitive: boolean;
  items: TemplateItem[];
};

export type WaitingByGroup = {
  groups: WaitingInGroup[];
};

export type WaitingInGroup = {
  group_id: string;
  notices: WaitingNotice[];
};

export type WaitingNotice = {
  notice: string;
  count: number;
};

/** By method and path: what stands in the address, what is sent, what comes (null: a file). */
export type Routes = {
  /** The key that phones seal their outbox to. */
  'GET /api/sync/key': { in_address: null; sent: null; given: OutboxKey };
  /** Send saved changes. */
  'POST /api/sync/push': { in_address: null; sent: Pushed; given: PushAnswer };
  /** Receive what changed in my scopes. */
  'POST /api/sync/pull': { in_address: null; sent: PullAsked; given: PullAnswer };
  /** Take a phone's sealed export. */
  'POST /api/groups/{group_id}/import': { in_address: { group_id: string }; sent: SealedExport; given: ImportAnswer };
  /** Items to look at: reason and field. */
  'GET /api/groups/{group_id}/quarantine': { in_address: { group_id: string }; sent: null; given: QuarantineItems };
  /** Accept an item or set it aside. */
  'POST /api/groups/{group_id}/quarantine/{entity}/{id}': { in_address: { group_id: string; entity: string; id: string }; sent: QuarantineDecision; given: Nothing };
  /** What the server does by itself, and what came of it. */
  'GET /api/jobs': { in_address: null; sent: null; given: JobsNow };
  /** The lists of codes as this group uses them. */
  'GET /api/groups/{group_id}/template': { in_address: { group_id: string; language?: string | undefined }; sent: null; given: GroupTemplate };
  /** The group's adaptation and its drift. */
  'GET /api/groups/{group_id}/overlay': { in_address: { group_id: string }; sent: null; given: Adaptation };
  /** Replace the group's adaptation. */
  'PUT /api/groups/{group_id}/overlay': { in_address: { group_id: string }; sent: NewAdaptation; given: Adaptation };
  /** Whom a mother calls when she worries. */
  'PUT /api/groups/{group_id}/contact': { in_address: { group_id: string }; sent: GroupContact; given: Nothing };
  /** Sign in with e-mail and password. */
  'POST /api/login': { in_address: null; sent: Login; given: Me };
  /** What the sign-in page may say: the programme, where there is one only. */
  'GET /api/login': { in_address: null; sent: null; given: Door };
  /** Whose password a link lets choose; consumes nothing. */
  'POST /api/password/check': { in_address: null; sent: PasswordToken; given: CheckedPasswordLink };
  /** Choose a password by a link, and sign in; one use. */
  'POST /api/password': { in_address: null; sent: ChosenPassword; given: Me };
  /** Sign out. */
  'POST /api/logout': { in_address: null; sent: null; given: Nothing };
  /** Who I am, my roles and programme. */
  'GET /api/me': { in_address: null; sent: null; given: Me };
  /** How much waits for me in my groups. */
  'GET /api/me/waiting': { in_address: null; sent: null; given: WaitingByGroup };
  /** Choose my language. */
  'POST /api/me/language': { in_address: null; sent: ChosenLanguage; given: Nothing };
  /** Everything that is kept about me, as a file. */
  'GET /api/me/data': { in_address: null; sent: null; given: null };
  /** How many phones open what is mine. */
  'GET /api/me/phones': { in_address: null; sent: null; given: OwnPhones };
  /** A link for a phone of my own, with my password. */
  'POST /api/me/phones': { in_address: null; sent: OwnPhoneRequest; given: ReadyInvitation };
  /** Shut all my phones out. */
  'POST /api/me/phones/shut_out': { in_address: null; sent: null; given: Nothing };
  /** Look at an invitation; consumes nothing. */
  'POST /api/enrol/check': { in_address: null; sent: InvitationToken; given: CheckedInvitation };
  /** Enrol this phone; one use. */
  'POST /api/enrol': { in_address: null; sent: Enrolment; given: EnrolledPhone };
  /** She was taken off this phone: it is shut out. */
  'POST /api/sync/leave': { in_address: null; sent: null; given: Nothing };
  /** The groups I may see. */
  'GET /api/groups': { in_address: null; sent: null; given: Groups };
  /** One group. */
  'GET /api/groups/{group_id}': { in_address: { group_id: string }; sent: null; given: GroupDetails };
  /** Where a mother can move to: names only. */
  'GET /api/groups/{group_id}/other_groups': { in_address: { group_id: string }; sent: null; given: OtherGroups };
  /** Mothers of the group and the month each was last active. */
  'GET /api/groups/{group_id}/people': { in_address: { group_id: string }; sent: null; given: ListedMothers };
  /** Add a mother. */
  'POST /api/groups/{group_id}/people': { in_address: { group_id: string }; sent: NewPerson; given: AddedPerson };
  /** Change a mother's name, phone or language. */
  'PUT /api/groups/{group_id}/people/{person_id}': { in_address: { group_id: string; person_id: string }; sent: NewPerson; given: Nothing };
  /** Invite: a link that is shown once. */
  'POST /api/groups/{group_id}/people/{person_id}/invitation': { in_address: { group_id: string; person_id: string }; sent: InvitationRequest; given: ReadyInvitation };
  /** Make her open invitation useless. */
  'POST /api/groups/{group_id}/people/{person_id}/invitation/revoke': { in_address: { group_id: string; person_id: string }; sent: null; given: Nothing };
  /** Shut her phones out. */
  'POST /api/groups/{group_id}/people/{person_id}/lost_phone': { in_address: { group_id: string; person_id: string }; sent: null; given: Nothing };
  /** She leaves the group. */
  'POST /api/groups/{group_id}/people/{person_id}/leave': { in_address: { group_id: string; person_id: string }; sent: Leaving; given: Nothing };
  /** The day she left was another. */
  'POST /api/groups/{group_id}/people/{person_id}/leave/correct': { in_address: { group_id: string; person_id: string }; sent: Leaving; given: Nothing };
  /** She never left. */
  'POST /api/groups/{group_id}/people/{person_id}/leave/take_back': { in_address: { group_id: string; person_id: string }; sent: null; given: Nothing };
  /** She who left is here again. */
  'POST /api/groups/{group_id}/people/{person_id}/return': { in_address: { group_id: string; person_id: string }; sent: Returning; given: Nothing };
  /** She changes group. */
  'POST /api/groups/{group_id}/people/{person_id}/move': { in_address: { group_id: string; person_id: string }; sent: Moving; given: Nothing };
  /** The day she changed group was another. */
  'POST /api/groups/{group_id}/people/{person_id}/move/correct': { in_address: { group_id: string; person_id: string }; sent: MovedDay; given: Nothing };
  /** She never changed group. */
  'POST /api/groups/{group_id}/people/{person_id}/move/take_back': { in_address: { group_id: string; person_id: string }; sent: null; given: Nothing };
  /** Who changed her days in this group, and what stood there before. */
  'GET /api/groups/{group_id}/people/{person_id}/history': { in_address: { group_id: string; person_id: string }; sent: null; given: History };
  /** Erase her; her conversations stay counted. */
  'POST /api/groups/{group_id}/people/{person_id}/erase': { in_address: { group_id: string; person_id: string }; sent: null; given: Nothing };
  /** Help lines and the facts of the cards with their sources, oldest look-up first. */
  'GET /api/facts': { in_address: { language?: string | undefined }; sent: null; given: Facts };
  /** What I may record: today, how far back, how many. */
  'GET /api/groups/{group_id}/recording_rules': { in_address: { group_id: string }; sent: null; given: RecordingRules };
  /** What I recorded myself in the last 30 days. */
  'GET /api/groups/{group_id}/conversations': { in_address: { group_id: string; from?: string | undefined; to?: string | undefined }; sent: null; given: OwnRecordings };
  /** Record a sheet; all or nothing. */
  'POST /api/groups/{group_id}/conversations': { in_address: { group_id: string }; sent: Sheet; given: SheetStored };
  /** Correct what I recorded. */
  'PUT /api/groups/{group_id}/conversations/{id}': { in_address: { group_id: string; id: string }; sent: SheetRow; given: OwnRecording };
  /** Remove what I recorded. */
  'DELETE /api/groups/{group_id}/conversations/{id}': { in_address: { group_id: string; id: string }; sent: null; given: Nothing };
  /** Concerns of the group. */
  'GET /api/groups/{group_id}/concerns': { in_address: { group_id: string; state?: 'open' | 'closed' | undefined; sort?: 'newest' | 'oldest' | undefined; search?: string | undefined; after?: string | undefined }; sent: null; given: Concerns };
  /** Passed on to whom, and closed. */
  'POST /api/groups/{group_id}/concerns/{id}': { in_address: { group_id: string; id: string }; sent: ConcernFollowUp; given: ListedConcern };
  /** The group's month. */
  'GET /api/groups/{group_id}/month': { in_address: { group_id: string; month?: string | undefined }; sent: null; given: GroupMonth };
  /** Sensitive dimensions of a closed quarter, small numbers hidden. */
  'GET /api/groups/{group_id}/quarter': { in_address: { group_id: string; quarter?: string | undefined }; sent: null; given: GroupQuarter };
  /** Cost models: saved ones and those that come with the product. */
  'GET /api/impact/models': { in_address: null; sent: null; given: CostModelList };
  /** Save a new model. */
  'POST /api/impact/models': { in_address: null; sent: CostModelSave; given: SavedCostModel };
  /** One version of a model. */
  'GET /api/impact/models/{model_id}': { in_address: { model_id: string; version?: number | undefined }; sent: null; given: OpenedCostModel };
  /** Save a new version. */
  'PUT /api/impact/models/{model_id}': { in_address: { model_id: string }; sent: CostModelSave; given: SavedCostModel };
  /** Take a model off the list; its versions stay. */
  'DELETE /api/impact/models/{model_id}': { in_address: { model_id: string }; sent: null; given: Nothing };
  /** A model that comes with the product. */
  'GET /api/impact/shipped/{key}': { in_address: { key: string }; sent: null; given: CostModelDocument };
  /** Everything wrong with a model. */
  'POST /api/impact/check': { in_address: null; sent: CostModelDocument; given: CostModelProblems };
  /** Read a file (.json, .xlsx, .csv); saves nothing. */
  'POST /api/impact/import': { in_address: null; sent: CostModelFile; given: ReadCostModel };
  /** A model as a file. */
  'POST /api/impact/export': { in_address: null; sent: CostModelExport; given: null };
  /** A model's report as PDF or HTML. */
  'POST /api/impact/report': { in_address: null; sent: CostModelReport; given: null };
  /** What the programme itself counted in a closed period. */
  'GET /api/impact/numbers': { in_address: { measure: string; from: string; to: string }; sent: null; given: OwnNumber };
  /** What the programme can count. */
  'GET /api/impact/measures': { in_address: null; sent: null; given: OwnMeasures };
  /** Published claims, and what they support. */
  'GET /api/impact/claims': { in_address: null; sent: null; given: Claims };
};

/** What a role may grant in a scope (docs/permissions.md). */
export type Verb =
  | 'sync.push'
  | 'sync.pull'
  | 'sync.leave'
  | 'sync.quarantine.read'
  | 'sync.quarantine.decide'
  | 'sync.import'
  | 'jobs.job.read'
  | 'programme.group.read'
  | 'programme.template.read'
  | 'programme.overlay.write'
  | 'programme.group.contact'
  | 'people.me'
  | 'people.phone.own'
  | 'people.waiting.read'
  | 'people.person.read'
  | 'people.person.create'
  | 'people.person.update'
  | 'people.person.invite'
  | 'people.person.erase'
  | 'people.role.change'
  | 'library.fact.read'
  | 'outreach.conversation.record'
  | 'concern.concern.read'
  | 'concern.concern.update'
  | 'reporting.month.read'
  | 'reporting.sensitive.read'
  | 'impact.model.read'
  | 'impact.model.write';

/** What a phone saves and sends (docs/sync.md). */
export type PushedEntity = 'conversation' | 'concern';

/** What who leads a group sees of it on her phone: "<name>:<group>". */
export const group_scopes = ['led', 'mothers', 'worries'] as const;
export type GroupScope = (typeof group_scopes)[number];

/** Bounds that the server and the pages share. */
export const editable_days = 30 as const;
export const women_at_most = 50 as const;
export const minute_steps = [5, 15, 30, 60, 90, 120] as const;
export const recipients = ['coordinator', 'municipality', 'police', 'emergency', 'helpline'] as const;
