#include <secokr/planning_calendar.hpp>

#include <algorithm>
#include <array>

namespace secokr {

namespace {

struct StepText {
  Step step;
  std::string_view name;
  std::string_view who;
  std::string_view what;
};

// PROCESS.md 1, the planning calendar.
constexpr std::array<StepText, 5> step_texts{{
    {Step::ideas, "ideas", "functional leaders",
     "The boilerplate planning document with rough ideas is created and shared."},
    {Step::objectives, "objectives", "functional leaders",
     "They collaborate and settle objectives; each proposes one or contributes to one, with up to 3 KRs each; drafts "
     "are proposed to "
     "the CISO."},
    {Step::proposal, "proposal", "CISO; Senior Managers and above review",
     "At most 5 objectives are proposed for the division, in the days after the CEO shares the company's; dependencies "
     "on other areas "
     "are named in full and KRs are clarified."},
    {Step::preparation, "preparation", "managers",
     "Teams prepare KR work; new dependencies are found and triaged; each providing team confirms or declines."},
    {Step::final, "final", "CISO", "OKRs are final and published to the OKR project."},
}};

constexpr Counting other(Counting counting) {
  return counting == Counting::literal ? Counting::published : Counting::literal;
}

std::optional<Day> override_of(const PlanningCalendar& calendar, Quarter quarter, std::string_view name) {
  const auto overrides = calendar.overrides.find(quarter);
  if (overrides == calendar.overrides.end()) return std::nullopt;
  const auto found = overrides->second.find(name);
  return found == overrides->second.end() ? std::nullopt : std::optional{found->second};
}

PlannedStep planned(const PlanningCalendar& calendar, Quarter quarter, const StepText& text) {
  const Day first_day = calendar.fiscal.first_day(quarter);
  const int mondays = mondays_before(text.step);
  const Day counted = planning_monday(first_day, mondays, calendar.counting);
  const Day elsewhere = planning_monday(first_day, mondays, other(calendar.counting));

  PlannedStep row{
      .step = std::string(text.name), .mondays_before = mondays, .date = calendar.date_of(text.step, quarter)};
  row.who = text.who;
  row.what = text.what;
  row.closed = calendar.closed_days.contains(row.date);
  if (row.date != counted) row.computed = counted;
  if (elsewhere != counted) row.other_counting = elsewhere;
  // The window ends with the final step, wherever that was moved; one moved behind it is a window of a day.
  if (text.step == Step::preparation) row.until = std::max(row.date, calendar.date_of(Step::final, quarter));
  return row;
}

}  // namespace

std::string_view to_string(Step step) { return step_texts[static_cast<std::size_t>(step)].name; }

std::optional<Step> parse_step(std::string_view text) {
  const auto found = std::ranges::find(step_texts, text, &StepText::name);
  return found == step_texts.end() ? std::nullopt : std::optional{found->step};
}

std::string_view to_string(Counting counting) { return counting == Counting::literal ? "literal" : "published"; }

std::optional<Counting> parse_counting(std::string_view text) {
  for (const Counting counting : {Counting::literal, Counting::published})
    if (text == to_string(counting)) return counting;
  return std::nullopt;
}

const std::vector<std::string>& calendar_override_names() {
  static const std::vector<std::string> names{"ideas",    "objectives",  std::string(ceo_shares),
                                              "proposal", "preparation", "final"};
  return names;
}

std::vector<PlannedStep> PlanningCalendar::steps(Quarter quarter) const {
  std::vector<PlannedStep> rows;
  for (const StepText& text : step_texts) {
    // Before the proposal, which is made in the days after it: the order that rows of one day keep.
    if (text.step == Step::proposal)
      if (const auto day = override_of(*this, quarter, ceo_shares))
        rows.push_back({.step = std::string(ceo_shares),
                        .date = *day,
                        .who = "CEO",
                        .what = "The company's OKRs are shared.",
                        .closed = closed_days.contains(*day)});
    rows.push_back(planned(*this, quarter, text));
  }
  std::ranges::stable_sort(rows, {}, &PlannedStep::date);
  return rows;
}

Day PlanningCalendar::date_of(Step step, Quarter quarter) const {
  if (const auto moved = override_of(*this, quarter, to_string(step))) return *moved;
  if (step == Step::preparation) return date_of(Step::proposal, quarter);
  return planning_monday(fiscal.first_day(quarter), mondays_before(step), counting);
}

std::optional<Step> PlanningCalendar::step_on(Day day, Quarter quarter) const {
  if (day >= fiscal.first_day(quarter)) return Step::final;
  const auto has_come = [&](Step step) { return date_of(step, quarter) <= day; };
  std::optional<Step> last;
  for (const StepText& text : step_texts) {
    // A preparation that was moved before the proposal must not make the proposal's rules bite early.
    const bool too_early = text.step == Step::preparation && !has_come(Step::proposal);
    if (has_come(text.step) && !too_early) last = text.step;
  }
  return last;
}

std::optional<PlannedStep> PlanningCalendar::next_step(Day day, Quarter quarter) const {
  for (PlannedStep& row : steps(quarter))
    if (row.date >= day) return std::move(row);
  return std::nullopt;
}

std::vector<Day> PlanningCalendar::all_weeks(Quarter quarter) const {
  constexpr days to_friday{4};
  const Day first_day = fiscal.first_day(quarter);
  Day monday = monday_of(first_day);
  if (monday + to_friday < first_day) monday += days{7};
  std::vector<Day> mondays;
  for (const Day last_day = fiscal.last_day(quarter); monday + to_friday <= last_day; monday += days{7})
    mondays.push_back(monday);
  return mondays;
}

std::vector<Day> PlanningCalendar::weeks(Quarter quarter) const {
  std::vector<Day> owed = all_weeks(quarter);
  std::erase_if(owed, [&](Day monday) { return !owes_update(monday); });
  return owed;
}

bool PlanningCalendar::owes_update(Day monday) const {
  constexpr int working_days = 5;
  for (int day = 0; day < working_days; ++day)
    if (!closed_days.contains(monday + days{day})) return true;
  return false;
}

Day PlanningCalendar::default_week(Day today, bool last_week_is_missing) const {
  const Day monday = monday_of(today);
  const Day last_week = monday - days{7};
  const bool early = today - monday < days{2};
  return early && last_week_is_missing && owes_update(last_week) ? last_week : monday;
}

Day PlanningCalendar::due_day(Day monday) const {
  Day day = monday + days{4};
  while (day > monday && closed_days.contains(day)) day -= days{1};
  return day;
}

Quarter PlanningCalendar::quarter_of_week(Day monday) const { return fiscal.quarter_of(monday + days{4}); }

double PlanningCalendar::elapsed(Quarter quarter, Day day) const {
  const Day first_day = fiscal.first_day(quarter);
  const auto length = (fiscal.last_day(quarter) - first_day).count() + 1;
  const auto gone = std::clamp<decltype(length)>((day - first_day).count() + 1, 0, length);
  return static_cast<double>(gone) / static_cast<double>(length);
}

}  // namespace secokr
