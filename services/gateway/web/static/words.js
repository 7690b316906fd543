// Everything the page says, in Chinese and English. `{name}` is filled in.
const WORDS = {
  tagline: ["页面转储 → 公文初稿", "page dumps into documents"],
  skip: ["跳到正文", "Skip to content"],
  other_language: ["English", "中文"],
  live: ["实时更新", "Live"],
  not_live: ["正在重新连接…", "Reconnecting…"],
  forget_key: ["退出", "Sign out"],
  key_title: ["请输入密钥", "Enter your key"],
  key_hint: ["密钥由管理员发放，在本机只需输入一次。", "You get it from whoever runs Quire. This browser remembers it until you sign out."],
  key_label: ["密钥", "Key"],
  key_enter: ["进入", "Continue"],
  hand_in: ["提交文件", "Hand in documents"],
  drop_here: ["把文件拖到这里", "Drop files here"],
  drop_hint: ["扫描得到的页面文本（UTF-8、GB18030、Big5、UTF-16），可一次多份，每份不超过 64 MiB。", "Page dumps as plain text (UTF-8, GB18030, Big5, UTF-16). Several at once, up to 64 MiB each."],
  choose_files: ["选择文件", "Choose files"],
  make: ["生成", "Make"],
  profile_transcript: ["整理稿", "Transcript"],
  profile_transcript_about: ["全文", "whole text"],
  profile_briefing: ["简报", "Briefing"],
  profile_briefing_about: ["要点与要求", "key points"],
  profile_summary: ["摘要", "Summary"],
  profile_summary_about: ["一页以内", "one page"],
  choose_profile: ["请至少选择一种文稿。", "Choose at least one kind of document."],
  uploading: ["上传中 {percent}%", "Uploading, {percent}%"],
  upload_waits: ["等待上传", "Waiting to upload"],
  upload_failed: ["未能提交：{why}", "Not handed in: {why}"],
  again: ["再试一次", "Try again"],
  dismiss: ["关闭", "Dismiss"],
  documents: ["文件列表", "Documents"],
  state: ["状态", "State"],
  state_any: ["全部状态", "All states"],
  state_queued: ["排队中", "Waiting"],
  state_running: ["处理中", "Working"],
  state_done: ["已完成", "Ready"],
  state_failed: ["未成功", "Failed"],
  state_cancelled: ["已取消", "Cancelled"],
  running_outline: ["正在识别结构", "Reading the dump"],
  running_render: ["正在生成文稿", "Writing documents"],
  search: ["按标题或文件名查找", "Search titles and names"],
  empty: ["这里还没有文件。", "No documents here yet."],
  more: ["显示更多", "Show more"],
  step_outline: ["识别结构", "Structure"],
  attempts: ["第 {n} 次尝试", "attempt {n}"],
  step_state_waiting: ["等待前一步", "waits for the step before"],
  step_state_ready: ["等待处理", "waits for a worker"],
  step_state_running: ["进行中", "running"],
  step_state_done: ["完成", "done"],
  step_state_failed: ["失败", "failed"],
  step_state_cancelled: ["未进行", "not done"],
  outline_file: ["结构数据", "Outline"],
  download: ["下载 {name}", "Download {name}"],
  show: ["查看识别结果", "What was recovered"],
  hide: ["收起识别结果", "Hide what was recovered"],
  cancel: ["取消", "Cancel"],
  retry: ["重试", "Retry"],
  delete: ["删除", "Delete"],
  keep: ["保留", "Keep"],
  delete_title: ["删除这份文件？", "Delete this document?"],
  delete_text: ["“{name}”的原始文件和生成的文稿都将删除，无法恢复。", "“{name}” and everything made from it will be deleted. This cannot be undone."],
  deleted: ["已删除：{name}", "Deleted: {name}"],
  said: ["{name}：{state}", "{name}: {state}"],
  loading: ["正在读取…", "Loading…"],
  too_large: ["识别结果过大，不便在此显示，请下载结构数据查看。", "The outline is too large to show here. Download it instead."],
  fact_title: ["标题", "Title"],
  fact_subtitle: ["副标题", "Subtitle"],
  fact_speaker: ["讲话人", "Speaker"],
  fact_post: ["职务", "Post"],
  fact_issuer: ["发文机关", "Issued by"],
  fact_addressee: ["主送机关", "Addressed to"],
  fact_salutation: ["称谓", "Salutation"],
  fact_date: ["日期", "Date"],
  fact_documentNumber: ["文号", "Document number"],
  fact_signature: ["落款", "Signature"],
  recovered: ["识别出的信息", "Recovered"],
  nothing_recovered: ["未识别出标题、讲话人或日期。", "No title, speaker or date was found."],
  contents: ["结构", "Contents"],
  no_headings: ["未发现标题。", "No headings were found."],
  points: ["{n} 条", "{n} points"],
  point: ["1 条", "1 point"],
  lost_heading: ["〔标题缺失〕", "[heading lost]"],
  gap: ["〔缺第 {pages} 页〕", "[missing: page {pages}]"],
  gap_unknown: ["〔此处缺页〕", "[pages missing here]"],
  lost_pages: ["缺页：第 {pages} 页", "Pages missing: {pages}"],
  lost_unknown: ["有 {n} 处缺页，页码不详", "Pages are missing in {n} places; their numbers are not known"],
  nothing_lost: ["未发现缺页。", "No pages are missing."],
  missing: ["缺失", "Missing"],
  repairs: ["已修正（{n} 处）", "Repaired ({n})"],
  no_repairs: ["没有需要修正之处。", "Nothing needed repair."],
  other_repairs: ["另有 {n} 处", "{n} more"],
  removed: ["删去", "removed"],
  blank: ["空格", "space"],
  findings: ["请留意（{n}）", "Please look at ({n})"],
  severity_info: ["提示", "Note"],
  severity_warning: ["注意", "Check"],
  severity_error: ["差错", "Error"],
  network: ["连不上服务，请稍后再试。", "The service cannot be reached. Try again shortly."],
};

// Reasons a clerk meets, in words; any other is shown with the service's own sentence.
const REASONS = {
  DUMP_EMPTY: ["文件是空的。", "The file is empty."],
  DUMP_BLANK: ["文件里只有空白。", "There is nothing but white space in the file."],
  DUMP_NOT_TEXT: ["这不是文本文件（可能是图片或 Word 文件）。", "This is not a text file (a picture, or a Word file?)."],
  DUMP_TOO_LARGE: ["文件超过 64 MiB。", "The file is larger than 64 MiB."],
  DUMP_INCOMPLETE: ["上传中断，文件不完整。", "The upload broke off."],
  PROFILE_UNKNOWN: ["没有这种文稿格式。", "There is no such kind of document."],
  KEY_MISSING: ["请先输入密钥。", "Enter your key first."],
  KEY_EXPIRED: ["密钥已过期，请向管理员索取新密钥。", "The key has expired. Ask your operator for a new one."],
  SESSION_ENDED: ["登录已超过十二小时，请重新输入密钥。", "The session has ended. Enter the key again."],
  KEYS_WRONG_TOO_OFTEN: ["密钥错误次数过多，请稍候再试。", "Too many wrong keys came from here. Wait a minute."],
  CALLS_TOO_MANY: ["操作过于频繁，请稍候再试。", "Too many calls. Wait a minute."],
  KEY_UNKNOWN: ["密钥不正确。", "The key is not known here."],
  JOB_UNKNOWN: ["这份文件已不在列表中。", "This document is gone."],
  ARTEFACT_UNKNOWN: ["这份文稿还没有生成。", "This file has not been made."],
  JOB_NOT_RUNNING: ["处理已经结束。", "The work has already ended."],
  JOB_NOT_ENDED: ["处理尚未结束。", "The work has not ended yet."],
  BACKLOG_FULL: ["排队文件过多，请稍后再提交。", "Too much is waiting. Try again shortly."],
  STEP_TIMED_OUT: ["处理超时。", "It took too long."],
  BUG: ["程序出错，已记入日志，请联系管理员。", "Quire made a mistake; it is in the log. Please tell whoever runs it."],
};

const wished = () => localStorage.getItem("quire.language") ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
let chosen = wished();

export const language = () => chosen;

export function chooseLanguage(other) {
  chosen = other;
  localStorage.setItem("quire.language", other);
  put();
}

/** The row's words with {names} filled in. */
export function fill(row, values = {}) {
  return row[chosen === "zh" ? 0 : 1].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "?");
}

export const has = (name) => name in WORDS;
export const say = (name, values) => fill(WORDS[name], values);
export const why = (reason, message) => (REASONS[reason] ? fill(REASONS[reason]) : message || reason);

/** Puts the words into everything that asks for them: data-word, data-label, data-placeholder. */
export function put(root = document) {
  document.documentElement.lang = chosen === "zh" ? "zh-Hans" : "en";
  for (const element of root.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of root.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  for (const element of root.querySelectorAll("[data-placeholder]")) element.placeholder = say(element.dataset.placeholder);
}
