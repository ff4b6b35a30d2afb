/** What the server sends (docs/SERVER.md) and what of the result document (docs/RESULT.md) the page shows. */

export type Side = "left" | "right"
export const SIDES: readonly Side[] = ["left", "right"]

export type State = { version: string; limits: { upload_bytes: number }; asks_token: boolean }
export type Client = {
  id: number
  name: string
  created_at: string
  session_count: number
  last_session: string | null
  sessions?: Session[]
}
export type Session = { id: number; client_id: number; date: string; note: string; clips: Clip[] }
export type Kind = "running" | "standing"
export type Clip = {
  id: number
  session_id: number
  kind: Kind
  name: string
  bytes: number
  sha256: string
  created_at: string
  facts: {
    width_px: number
    height_px: number
    nominal_fps: number
    duration_s: number | null
    codec: string
    warnings: string[]
  }
  options: Options
  job: Job | null
  has_result: boolean
  revision: number
  verdict: string | null
}
export type Pelvis = "auto" | "markers" | "model" | "markers,model" | "none"
export type Options = {
  height_m: number | null
  speed_m_per_s: number | null
  incline_percent: number | null
  camera_distance_m: number | null
  slow_motion: number
  start_s: number
  end_s: number | null
  subject: number | null
  pelvis: Pelvis
  neutral_clip: number | null
}
export type JobState = "queued" | "running" | "done" | "failed" | "cancelled"
export type Job = {
  id: number
  clip_id: number
  state: JobState
  stage: "waiting" | "survey" | "landmarks" | "pelvis" | "report" | null
  done: number
  total: number | null
  seconds_left: number | null
  error: { code: string; message: string } | null
  attempt: number
  created_at: string
  started_at: string | null
  finished_at: string | null
}

export type EventKind = "initial_contact" | "toe_off"
export type Point = [number, number]
export type Correction =
  | { kind: "landmark"; landmark: string; frame: number; x_px: number; y_px: number }
  | { kind: "sticker"; sticker: string; frame: number; x_px: number; y_px: number }
  | { kind: "exchange_legs"; from_frame: number; to_frame: number }
  | { kind: "add_event"; side: Side; event: EventKind; time_s: number }
  | { kind: "move_event"; side: Side; event: EventKind; from_s: number; to_s: number }
  | { kind: "remove_event"; side: Side; event: EventKind; time_s: number }
  | { kind: "exclude_stride"; side: Side; initial_contact_s: number }
  | { kind: "scale"; from_px: Point; to_px: Point; length_m: number }
  | { kind: "belt_line"; from_px: Point; to_px: Point }
export type CorrectionEntry = {
  number: number
  correction: Correction
  text: string
  created_at: string
  undone: boolean
}
export type Corrected = { corrections: CorrectionEntry[]; revision: number }

export type Zero = "absolute" | "relative_to_standing"
export type Text = { physio: string; runner: string }
export type Interval = { low: number; high: number }
export type Verdict = "inside" | "outside" | "uncertain" | "not_measurable" | "described"
export type AngleSeries = {
  zero: Zero
  values: (number | null)[]
  /** Standard uncertainty of each value; absent where it is not known. */
  uncertainty_deg?: (number | null)[]
}
export type Cycle = { n: number; zero: Zero; mean_deg: (number | null)[]; sd_deg: (number | null)[] }
export type SideCycles = { toe_off_pct: number | null; angles: Record<string, Cycle | null> }
export type Stride = {
  side: Side
  stride: number
  initial_contact_s: number
  toe_off_s: number | null
  next_contact_s: number
  kept: boolean
  reject_reason: string | null
} & Record<string, unknown>
export type Estimate = {
  value: number
  low: number | null
  high: number | null
  n: number
  sd: number | null
  unit: string
  zero: Zero | null
  source: string
}
export type Finding = {
  rule: string
  quantity: string
  main: boolean
  side: Side | null
  source: string
  zero: Zero | null
  value: number | null
  interval: Interval | null
  over_strides: Interval | null
  n: number
  reference: { p5: number | null; p95: number | null; group: string } | null
  percentile: number | null
  verdict: Verdict
  reason: Text | null
  name: Text
  about: Text
  sentence: Text
}
export type Theme = {
  id: string
  title: Text
  cannot_show: string
  questions: Text[]
  talking_points: Text[]
  findings: Finding[]
}
export type MainFinding = { verdict: Verdict; reason: Text | null; sentence: Text; parts: { sentence: Text } | null }
export type Result = {
  schema: string
  clip: {
    file_name: string
    width_px: number
    height_px: number
    median_fps: number | null
    frame_count: number
    duration_s: number
    variable_frame_rate: boolean
  }
  capture: {
    facing: Side
    side_to_camera: Side
    roll_deg: number | null
    roll_sd_deg?: number | null
    roll_source: string | null
    roll_corrected: boolean
    view_off_square_deg: number | null
    camera_shift_px: number | null
    motion_blur?: { exposure_s: number; smear_px: number; smear_m: number } | null
    near_side_lost?: number | null
    frames_total: number
    frames_with_runner: number
    leg_identity_repairs: { from_frame: number; to_frame: number; what: string }[]
    filled_gaps: unknown[]
    scale: { metres_per_pixel: number; source: string; relative_sd: number | null } | null
    speed: { m_per_s: number; source: string } | null
    slow_motion_factor: number
  }
  pelvis: {
    source: string
    reason: string | null /** Standard uncertainty per frame. */
    pelvic_tilt_uncertainty_deg?: (number | null)[] | null
    stickers: { name: string; share_seen: number }[]
    perspective?: { taken_out: boolean; mean_deg: number; camera_distance_m: number }
  }
  series: {
    frame: number[]
    time_s: number[]
    angles: Record<string, AngleSeries | null>
    landmarks_px: Record<string, (Point | null)[]>
  }
  events: Record<Side, { initial_contact_s: number[]; toe_off_s: number[] }>
  strides: Stride[]
  cycles: Record<Side, SideCycles>
  summary: {
    cadence_spm: number | null
    side_to_camera: Side
    strides: Record<Side, { kept: number; rejected: number }>
  } & Record<Side, Record<string, Estimate | null>>
  findings: {
    main: Record<Side, MainFinding>
    themes: Theme[]
    references: { id: string; who: string; citation: string; speed_m_per_s: number; zero: Zero }[]
  } | null
  corrections?: string[]
  warnings: { code: string; message: string; advice: string }[]
}

export type Change = {
  clip: number
  rule: string
  quantity: string
  side: Side | null
  name: Text
  before: number
  after: number
  change: number
  low: number | null
  high: number | null
  verdict: "real" | "within_error" | "not_known"
}
export type Comparison = { schema: string; clips: string[]; changes: Change[] }
