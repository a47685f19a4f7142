#include "app/run/update_compose.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "app/run/update_progress.hpp"
#include "app/run/update_typed.hpp"
#include "base/text.hpp"
#include "documents/note/text.hpp"

namespace secokr::app {
namespace {

/// A progress by hand wins over the value's (PROCESS.md 6), also one that the week's note has and nobody takes back.
void set_progress(const UpdateTarget& target, const UpdateRequest& request, WeeklyUpdate& update) {
  const bool hand_stays =
      target.posted && target.posted->says_progress && update.progress_by_hand && !request.progress_auto;
  if (request.progress) {
    update.progress = *request.progress;
    update.progress_by_hand = true;
  } else if (const auto computed = computed_of(target, request.progress_auto ? update.value : request.value);
             computed && !hand_stays) {
    update.progress = *computed;
    update.progress_by_hand = false;
  } else if (const auto kept = kept_progress(target, request.value); kept && !target.posted) {
    update.progress = *kept;
    update.progress_by_hand = false;
  }
}

/// The text that stands there once `said` is said.
std::string text_after(const std::string& posted, const std::string& said, bool adds) {
  const std::string text = documents::bulleted(said);
  if (!adds || posted.empty()) return said;
  if (text.empty() || ("\n" + posted + "\n").find("\n" + text + "\n") != std::string::npos) return posted;
  return posted + "\n" + text;
}

void set_milestones(const UpdateRequest& request, std::vector<int>& at_risk) {
  for (const MilestoneSaid& given : request.milestones) {
    std::erase(at_risk, given.number);
    if (given.word == MilestoneWord::at_risk) at_risk.push_back(given.number);
  }
  std::ranges::sort(at_risk);
}

bool risk_is_due(const WeeklyUpdate& update) {
  return (update.health && *update.health != Health::on_track) || !update.milestones_at_risk.empty();
}

/// A value is in the metric's unit, and `--progress auto` needs one.
Status check_value(const UpdateTarget& target, const UpdateRequest& request) {
  const Metric* metric = target.metric();
  if (request.progress_auto && metric == nullptr)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("{} has no metric from which a value's progress could be computed", target.name),
                 .help = "Give --progress PERCENT"});
  const bool has_value =
      request.value || (target.posted && target.posted->update.value) || (target.previous && target.previous->value);
  if (request.progress_auto && !has_value)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("{} has no value yet from which its progress could be computed", target.name),
                 .help = "Add --value NUMBER"});
  if (request.unit.empty() || (metric == nullptr && request.value)) return {};
  const std::string unit = metric != nullptr ? unit_of(*metric) : "";
  if (request.value && base::equals_folded(request.unit, unit)) return {};
  if (!request.value && (base::equals_folded(request.unit, unit) || request.unit == target.last_unit())) return {};
  return fail({.kind = ErrorKind::usage,
               .what = request.value ? fmt::format("The value {} of {} is not in the metric's unit",
                                                   to_string(Quantity{*request.value, request.unit}), target.name)
                                     : fmt::format("'{}' is no value of {}", request.unit, target.name),
               .reason = unit.empty() ? "The metric has no unit" : fmt::format("The metric is in {}", unit),
               .help = "Give the number, such as --value 78"});
}

}  // namespace

bool adds_to_note(const UpdateTarget& target, const UpdateRequest& request) {
  return target.posted && !target.posted->intact && !request.saw_note;
}

WeeklyUpdate compose(const UpdateTarget& target, const UpdateRequest& request) {
  WeeklyUpdate update = target.posted ? target.posted->update : target.rolled_up.value_or(WeeklyUpdate{});
  update.week = target.week;
  if (request.value) {
    update.value = request.value;
    const std::string last_unit = target.previous ? target.previous->unit : update.unit;
    update.unit = target.metric() != nullptr ? unit_of(*target.metric())
                  : request.unit.empty()     ? last_unit
                                             : request.unit;
  } else if (request.progress_auto && !update.value && target.previous) {
    update.value = target.previous->value;
    update.unit = target.previous->unit;
  }
  set_progress(target, request, update);
  set_milestones(request, update.milestones_at_risk);
  if (request.health) update.health = request.health;
  const bool adds = adds_to_note(target, request);
  if (request.accomplished) update.accomplished = text_after(update.accomplished, *request.accomplished, adds);
  if (request.next) update.next = text_after(update.next, *request.next, adds);
  if (request.more) {
    const bool keeps = adds && update.more.find(documents::settled(*request.more)) != std::string::npos;
    if (!keeps) update.more = adds && !update.more.empty() ? update.more + "\n\n" + *request.more : *request.more;
  }
  // A risk that is over goes with its reason, unless it is given anew or a person wrote it.
  if (request.risk)
    update.risk = *request.risk;
  else if (!risk_is_due(update) && !adds)
    update.risk.clear();
  return update;
}

bool wants_note(const UpdateTarget& target, const UpdateRequest& request) {
  return request.says_note() || target.posted || (request.milestones.empty() && !request.state);
}

Status check_request(const UpdateTarget& target, const UpdateRequest& request) {
  SECOKR_CHECK(check_percent(request));
  SECOKR_CHECK(check_value(target, request));
  for (const MilestoneSaid& given : request.milestones) {
    const auto& milestones = target.key_result.milestones;
    if (std::ranges::find(milestones, given.number, &Milestone::number) != milestones.end()) continue;
    std::vector<std::string> numbers;
    for (const Milestone& milestone : milestones) numbers.push_back(std::to_string(milestone.number));
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("{} has no milestone {}", target.name, given.number),
                 .reason = numbers.empty() ? "It has none" : fmt::format("It has {}", base::join(numbers, ", "))});
  }
  return {};
}

bool UpdateRequest::says_note() const {
  return value || progress || progress_auto || health || accomplished || next || risk || more ||
         std::ranges::any_of(milestones, [](const MilestoneSaid& said) { return said.word != MilestoneWord::done; });
}

UpdateGaps gaps_of(const UpdateTarget& target, const UpdateRequest& request) {
  if (!wants_note(target, request)) return {};
  const WeeklyUpdate update = compose(target, request);
  const bool says_progress = request.progress || request.progress_auto || computed_of(target, request.value) ||
                             kept_progress(target, request.value);
  return {.progress = !target.posted && !target.rolled_up && !says_progress,
          .health = !update.health.has_value(),
          .risk = risk_is_due(update) && base::trim(update.risk).empty()};
}

}  // namespace secokr::app
