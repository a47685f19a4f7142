#include "app/run/status.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "app/core/meant_week.hpp"
#include "app/plan/next_command.hpp"
#include "app/plan/read_plan.hpp"
#include "app/plan/record_check.hpp"
#include "app/plan/withheld.hpp"
#include "app/published/plan.hpp"
#include "app/published/weekly_notes.hpp"
#include "app/run/status_demands.hpp"
#include "base/text.hpp"
#include "workspace/published.hpp"

namespace secokr::app {
namespace {

constexpr std::size_t steps_shown = 3;

int days_left(Day day, Day today) { return static_cast<int>((day - today).count()); }

/// The steps of the planned quarter that come next; a window counts with its begin, and once it has begun with its end.
void add_steps(const Ports& ports, Quarter planning, std::vector<DueItem>& due) {
  std::vector<DueItem> steps;
  for (const PlannedStep& step : ports.config.calendar.steps(planning)) {
    const bool under_way = step.until && step.date <= ports.today;
    const Day date = under_way ? *step.until : step.date;
    if (date < ports.today) continue;
    const std::string_view word = under_way ? " ends" : step.until ? " begins" : "";
    steps.push_back({fmt::format("{} planning: {}{} ({})", to_string(planning), step.step, word, step.who), date,
                     days_left(date, ports.today)});
  }
  std::ranges::stable_sort(steps, {}, &DueItem::date);
  steps.resize(std::min(steps.size(), steps_shown));
  due.insert(due.end(), steps.begin(), steps.end());
}

void add_update_day(const Ports& ports, Quarter quarter, std::vector<DueItem>& due) {
  const PlanningCalendar& calendar = ports.config.calendar;
  for (const Day week : calendar.weeks(quarter)) {
    const Day date = calendar.due_day(week);
    if (date < ports.today) continue;
    due.push_back({fmt::format("{}: weekly updates of the week {}", to_string(quarter), to_string(week)), date,
                   days_left(date, ports.today)});
    return;
  }
}

/// Leaves the active KRs whose DRI is `user`.
void keep_mine(PublishedPlan& plan, std::string_view user) {
  for (PublishedObjective* objective : plan.all())
    std::erase_if(objective->key_results, [&](const PublishedKeyResult& key_result) {
      return !base::equals_folded(key_result.plan.dri, user) ||
             effective_state(objective->plan, key_result.plan) != KeyResultState::active;
    });
}

void add_doubted(const std::vector<DoubtedIssue>& doubted, std::vector<DoubtedItem>& items) {
  for (const DoubtedIssue& each : doubted)
    items.push_back({fmt::format("#{}", each.claim.ref.iid), each.reason, each.claim.url});
}

std::vector<UnclearItem> unclear_items(const PublishedPlan& plan, const std::vector<UnclearNote>& notes) {
  std::vector<UnclearItem> items;
  for (const PublishedObjective* objective : plan.all())
    for (const PublishedKeyResult& key_result : objective->key_results)
      for (const UnclearNote& unclear : notes)
        if (unclear.note.issue.iid == key_result.iid)
          items.push_back({name_of(objective->plan, key_result.plan), unclear.week, base::join(unclear.what, "; "),
                           key_result.url});
  return items;
}

/// What the tracker says of the quarter and of my KRs in it. What is not kept for another time goes into `remarks`.
Expected<workspace::LastSeen> look(const Ports& ports, Quarter quarter, StatusRead& remarks) {
  SECOKR_TRY(PublishedPlan plan, read_published_plan(ports, quarter));
  std::optional<workspace::Published> base;
  if (ports.workspace != nullptr) {
    SECOKR_TRY(base, workspace::read_published(*ports.workspace, quarter));
  }
  remarks.confidential = confidential_names(plan, base ? &*base : nullptr);
  add_doubted(plan.doubted, remarks.view.doubted);
  workspace::LastSeen seen{.user = ports.user, .quarter = quarter, .published = !plan.empty()};
  SECOKR_TRY(const auto demands, demands_on_me(ports, plan));
  for (const Blocker& demand : demands)
    seen.demands.push_back({std::string(to_string(demand.rule)), demand.subject, demand.what});
  keep_mine(plan, ports.user);
  std::vector<UnclearNote> not_understood;
  SECOKR_TRY(const auto notes, read_weekly_notes(ports, plan, key_result_refs(plan), &not_understood));
  attach_updates(plan, notes);
  remarks.view.unclear = unclear_items(plan, not_understood);
  for (const PublishedObjective* objective : std::as_const(plan).all())
    for (const PublishedKeyResult& key_result : objective->key_results) {
      seen.mine.push_back({.name = name_of(objective->plan, key_result.plan)});
      for (const WeeklyUpdate& update : key_result.updates) seen.mine.back().reported.push_back(update.week);
    }
  return seen;
}

/// The weeks that have begun and are without an update, by the day on which it is due.
std::vector<OwedUpdate> owed_by_me(const Ports& ports, const workspace::LastSeen& seen) {
  const PlanningCalendar& calendar = ports.config.calendar;
  std::vector<OwedUpdate> owed;
  for (const workspace::SeenKeyResult& key_result : seen.mine)
    for (const Day week : calendar.weeks(seen.quarter)) {
      const bool there = std::ranges::find(key_result.reported, week) != key_result.reported.end();
      if (week > ports.today || there) continue;
      owed.push_back({key_result.name, week, calendar.due_day(week)});
    }
  return owed;
}

/// An update of that week is missing.
bool owes_week(const workspace::LastSeen& seen, Day week) {
  return std::ranges::any_of(seen.mine, [&](const workspace::SeenKeyResult& key_result) {
    return std::ranges::find(key_result.reported, week) == key_result.reported.end();
  });
}

/// What is said of me: of the quarter that is meant, and beside it of this week's where last week's is meant still.
using Seen = std::vector<workspace::LastSeen>;

void add_mine(const Ports& ports, const Seen& seen, StatusView& view) {
  for (const workspace::LastSeen& each : seen) {
    if (each.published) add_update_day(ports, each.quarter, view.due);
    std::ranges::move(owed_by_me(ports, each), std::back_inserter(view.owed));
    for (const workspace::SeenDemand& demand : each.demands)
      if (const auto rule = parse_rule(demand.rule))
        view.demands.push_back({*rule, demand.subject, demand.what, each.quarter});
  }
  std::ranges::stable_sort(view.owed, {}, [](const OwedUpdate& each) { return std::tie(each.due, each.week); });
}

/// What is an error at today's stage keeps the planned quarter from its next step; what is published already waits for
/// nothing.
std::vector<Blocker> blockers(const Ports& ports, const ReadPlan& read) {
  std::vector<Blocker> blocking;
  const Stage stage = stage_on(ports.config.calendar, read.quarter, ports.today);
  std::vector<Finding> findings = check(read, stage);
  std::ranges::move(check_record(ports, read, stage).findings, std::back_inserter(findings));
  for (Finding& finding : findings)
    if (finding.severity == Severity::error)
      blocking.push_back({finding.rule, std::move(finding.subject), std::move(finding.message)});
  return blocking;
}

struct Planned {
  std::optional<ReadPlan> plan{};
  bool document = false;
  bool published = false;
};

/// The planned quarter is looked at beside the running one: where its issues cannot be seen, its files do.
Expected<Planned> read_planned(const Ports& ports, Quarter quarter) {
  Planned planned;
  if (ports.workspace == nullptr) return planned;
  Ports looking = ports;
  looking.tracker = nullptr;
  looking.issues = nullptr;
  if (ports.tracker != nullptr) looking.issues = [&ports]() -> Expected<tracker::Tracker*> { return ports.tracker; };
  SECOKR_TRY(planned.plan, read_plan(looking, quarter));
  planned.published = planned.plan->base.has_value();
  std::error_code ignored;
  planned.document = std::filesystem::exists(ports.workspace->planning_document(quarter), ignored);
  return planned;
}

/// The quarter of this week, and the one before it where last week is its and may be meant still.
struct RunningQuarters {
  Quarter now{};
  std::optional<Day> last_week{};
  std::optional<Quarter> before{};
};

RunningQuarters running_quarters(const Ports& ports, const StatusRequest& request) {
  const PlanningCalendar& calendar = ports.config.calendar;
  const MeantWeeks weeks = meant_weeks(calendar, ports.today, request.named);
  RunningQuarters running{.now = request.named.value_or(calendar.quarter_of_week(weeks.this_week)),
                          .last_week = weeks.last_week};
  if (!weeks.last_week) return running;
  const Quarter before = calendar.quarter_of_week(*weeks.last_week);
  if (before != running.now) running.before = before;
  return running;
}

/// Of a quarter that was named nobody knows whether it runs.
void add_bounds(const Ports& ports, const StatusRequest& request, StatusView& view) {
  if (!request.named) return;
  const FiscalCalendar& fiscal = ports.config.calendar.fiscal;
  if (const Day first = fiscal.first_day(view.quarter); first > ports.today) view.begins = first;
  if (const Day last = fiscal.last_day(view.quarter); last < ports.today) view.ended = last;
}

Expected<StatusRead> view_of(const Ports& ports, const StatusRequest& request, const Seen& seen) {
  StatusRead result{.view = {.user = ports.user, .as_of = ports.today}};
  StatusView& view = result.view;
  view.quarter = seen.front().quarter;
  add_bounds(ports, request, view);
  view.planning = request.named.value_or(ports.config.calendar.fiscal.quarter_of(ports.today)) + 1;
  SECOKR_TRY(const Planned planned, read_planned(ports, view.planning));
  add_mine(ports, seen, view);
  add_steps(ports, view.planning, view.due);
  std::ranges::stable_sort(view.due, {}, &DueItem::date);
  if (planned.plan) result.confidential = confidential_names(*planned.plan);
  // The planned quarter's first week may have begun before it.
  const bool is_told = std::ranges::find(seen, view.planning, &workspace::LastSeen::quarter) != seen.end();
  if (planned.plan && planned.published && !is_told) {
    SECOKR_TRY(auto demands, demands_on_me(ports, planned.plan->published));
    std::ranges::move(demands, std::back_inserter(view.demands));
  }
  if (planned.plan && !planned.published) {
    std::ranges::move(planned_demands_on_me(ports, *planned.plan), std::back_inserter(view.demands));
    view.blocking = blockers(ports, *planned.plan);
  }
  view.next_command = next_command(ports, {.view = view,
                                           .plan = planned.plan ? &*planned.plan : nullptr,
                                           .planning_document = planned.document,
                                           .planned_is_published = planned.published,
                                           .running_is_published = seen.front().published});
  return result;
}

/// What names the server and project that something was seen on.
std::string place_of(const config::Config& config) {
  return fmt::format("{} {}", config.tracker.host, config.tracker.project);
}

}  // namespace

Expected<StatusRead> read_status(const Ports& ports, const StatusRequest& request) {
  const RunningQuarters running = running_quarters(ports, request);
  Seen seen(1);
  std::vector<StatusRead> remarks(1);
  SECOKR_TRY(seen.front(), look(ports, running.now, remarks.front()));
  if (running.before) {
    StatusRead before;
    SECOKR_TRY(workspace::LastSeen last, look(ports, *running.before, before));
    if (owes_week(last, *running.last_week)) {
      seen.insert(seen.begin(), std::move(last));
      remarks.push_back(std::move(before));
    }
  }
  if (request.state && !ports.config.tracker.is_local()) {
    seen.front().at = request.now;
    seen.front().place = place_of(ports.config);
    // Nobody needs it today, and a disk that is full says so elsewhere.
    (void)workspace::write_last_seen(*request.state, seen.front());
  }
  SECOKR_TRY(StatusRead read, view_of(ports, request, seen));
  for (StatusRead& remark : remarks) {
    std::ranges::move(remark.view.unclear, std::back_inserter(read.view.unclear));
    std::ranges::move(remark.view.doubted, std::back_inserter(read.view.doubted));
    read.confidential.add(remark.confidential);
  }
  return read;
}

bool was_seen_here(const Ports& ports, const workspace::LastSeen& seen) { return seen.place == place_of(ports.config); }

Expected<StatusRead> read_status_offline(const Ports& ports, const StatusRequest& request,
                                         const workspace::LastSeen& last) {
  workspace::LastSeen seen = last;
  const RunningQuarters running = running_quarters(ports, request);
  const bool is_before = running.before == seen.quarter && owes_week(seen, *running.last_week);
  // Of another quarter nothing is known.
  if (!is_before && seen.quarter != running.now)
    seen = {.user = last.user, .place = last.place, .quarter = running.now, .at = last.at};
  SECOKR_TRY(StatusRead read, view_of(ports, request, {seen}));
  read.view.seen = std::chrono::floor<std::chrono::seconds>(last.at);
  return read;
}

}  // namespace secokr::app
