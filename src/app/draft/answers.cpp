#include "app/draft/answers.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/core/teams.hpp"
#include "app/core/typed_text.hpp"
#include "base/dashes.hpp"
#include "base/text.hpp"
#include "documents/objective/document.hpp"

namespace secokr::app {
namespace {

Error bad(const Answer& answer, std::string reason, std::string help) {
  return {.kind = ErrorKind::usage,
          .what = fmt::format("{} cannot be \"{}\"", answer.field, answer.text),
          .reason = std::move(reason),
          .help = std::move(help)};
}

constexpr const char* k_milestone_help = "Give --milestone 'everyone is enrolled; @training-manager; 2027-02-26'";

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (const std::string_view part : base::split(text, ';')) parts.push_back(base::trim(part));
  return parts;
}

Status take_priority(const Answer& answer, Objective& objective) {
  objective.priority = parse_priority(answer.text);
  if (!objective.priority) return fail(bad(answer, "A priority is p0, p1 or p2", "Give --priority p1"));
  return {};
}

Status take_risk(const Answer& answer, Objective& objective) {
  objective.top5_risk = parse_top5_risk(typed_line(answer.text));
  if (!objective.top5_risk)
    return fail(bad(answer,
                    "It says how an objective meets the risk, then which: eliminates, mitigates or transfers RISK",
                    "Give --top-5-risk 'mitigates Phishing of team members'"));
  return {};
}

Status take_reference(const Answer& answer, Objective& objective) {
  objective.reference = base::trim(answer.text);
  if (!valid_reference(objective.reference))
    return fail(bad(answer, "A reference has 1 to 60 characters and none of / ( ) # [ ] \"",
                    "Give a short name: --reference 'Security Training'"));
  return {};
}

Status take_confidential(const Answer& answer, Objective& objective) {
  objective.confidential = base::equals_folded(answer.text, "yes");
  if (!objective.confidential && !base::equals_folded(answer.text, "no"))
    return fail(bad(answer, "It is yes or no", "Give --confidential yes"));
  return {};
}

std::string metric_objection(const std::string& text) {
  const std::string number = number_objection(text);
  return number.empty() ? fmt::format("A metric is {}", metric_grammar) : number;
}

Status take_metric(const Answer& answer, KeyResult& key_result) {
  key_result.measure = parse_measure(typed_line(answer.text));
  if (!key_result.measure)
    return fail(bad(answer, metric_objection(answer.text),
                    "Give --metric 'completion rate from 62 to 90 %', or --metric baseline"));
  return {};
}

Status take_weight(const Answer& answer, KeyResult& key_result) {
  std::string_view text = base::trim(answer.text);
  if (text.ends_with('%')) text = base::trim(text.substr(0, text.size() - 1));
  key_result.weight = base::parse_number(text);
  if (!key_result.weight || *key_result.weight < 0 || *key_result.weight > 100)
    return fail(bad(answer, "A weight is the KR's percentage of the objective, from 0 to 100", "Give --weight '60 %'"));
  return {};
}

Status take_state(const Answer& answer, KeyResult& key_result) {
  const std::string text = typed_line(answer.text);
  constexpr std::string_view paused_by = "paused by ";
  if (text.size() > paused_by.size() && base::equals_folded(text.substr(0, paused_by.size()), paused_by)) {
    key_result.state = KeyResultState::paused;
    key_result.paused_by = base::trim(std::string_view(text).substr(paused_by.size()));
    return {};
  }
  key_result.state = parse_key_result_state(text);
  if (!key_result.state || key_result.state == KeyResultState::paused)
    return fail(bad(answer, "A state is active, not started, paused by URL (of the critical project), done or dropped",
                    "Give --state active"));
  return {};
}

Status take_dependency(const Answer& answer, const Org& org, KeyResult& key_result) {
  const auto semicolon = answer.text.find(';');
  const std::string team{base::trim(std::string_view(answer.text).substr(0, semicolon))};
  const std::string need =
      semicolon == std::string::npos ? "" : typed_line(std::string_view(answer.text).substr(semicolon + 1));
  if (team.empty() || need.empty())
    return fail(bad(answer, "A dependency is TEAM; NEED", "Give --dependency 'PeopleOps; enrol every team member'"));
  const auto known = find_team(org, team);
  if (!known) return fail(bad(answer, known.error().what, known.error().help));
  key_result.dependencies.push_back({.team = (*known)->name, .manager = (*known)->manager, .need = need});
  return {};
}

/// A milestone as it is written in a file: "everyone is enrolled DRI: @training-manager by 2027-02-26", from its box or
/// from its description on. Nothing where the text is none.
std::optional<Milestone> milestone_as_in_file(std::string_view text) {
  const std::string folded = base::fold_case(text);
  const bool names_dri = folded.find(" dri:") != std::string::npos;
  if (text.find(';') != std::string_view::npos || (!names_dri && !text.starts_with("- [ ] "))) return std::nullopt;
  const std::string_view begin = text.starts_with("- [ ] ")            ? ""
                                 : folded.starts_with("milestone ")    ? "- [ ] "
                                 : folded.starts_with("description: ") ? "- [ ] Milestone 1: "
                                                                       : "- [ ] Milestone 1: Description: ";
  return documents::parse_milestone(fmt::format("{}{}", begin, text));
}

/// The parts that a milestone's text names; what it leaves out stays empty.
Expected<Milestone> read_milestone_parts(const Answer& answer, std::string_view text, const Org& org) {
  const std::string grammar = "A milestone is DESCRIPTION; @DRI; YYYY-MM-DD, the last two optional";
  if (auto in_file = milestone_as_in_file(base::trim(text)); in_file && !in_file->dri.empty()) {
    in_file->description = typed_line(in_file->description);
    in_file->dri = typed_username("@" + in_file->dri, org);
    return *std::move(in_file);
  }
  const auto parts = parts_of(text);
  Milestone milestone{.description = typed_line(parts.front())};
  const std::string words = " " + base::fold_case(milestone.description);
  // Taken for a part of the description, it would have to be written so that nobody reads a DRI there.
  if (words.find(" dri: @") != std::string::npos || words.starts_with(" - [ ]"))
    return fail(bad(answer, grammar, k_milestone_help));
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].empty()) continue;
    if (parts[i].starts_with('@') && milestone.dri.empty()) {
      milestone.dri = typed_username(parts[i], org);
    } else if (const auto day = parse_day(parts[i]); day && !milestone.due) {
      milestone.due = day;
    } else {
      const std::string hyphens = base::with_hyphens(parts[i]);
      return fail(
          bad(answer,
              fmt::format("{}; \"{}\" is neither{}", grammar, parts[i],
                          parse_day(hyphens) ? fmt::format(", as it has a word processor's dash: type {}", hyphens)
                                             : std::string()),
              k_milestone_help));
    }
  }
  return milestone;
}

Status take_milestone(const Answer& answer, const Org& org, KeyResult& key_result) {
  SECOKR_TRY(Milestone milestone, read_milestone_parts(answer, answer.text, org));
  if (milestone.description.empty())
    return fail(bad(answer, "A milestone is DESCRIPTION; @DRI; YYYY-MM-DD, the last two optional", k_milestone_help));
  milestone.number = static_cast<int>(key_result.milestones.size()) + 1;
  key_result.milestones.push_back(std::move(milestone));
  return {};
}

std::string area_of(std::string_view text, const Org& org) {
  const Area* known = org.find_area(base::trim(text));
  return known != nullptr ? known->name : typed_line(text);
}

using ObjectiveText = std::string Objective::*;
const std::map<std::string_view, ObjectiveText>& plain_fields() {
  static const std::map<std::string_view, ObjectiveText> fields{
      {"Title", &Objective::title},
      {"Strategy", &Objective::strategy},
      {"Security roadmap", &Objective::security_roadmap},
      {"Budget", &Objective::budget},
      {"Working group", &Objective::working_group},
      {"Critical project", &Objective::critical_project},
  };
  return fields;
}

Error unknown_field(const Answer& answer) {
  return {.kind = ErrorKind::bug, .what = fmt::format("there is no field {} to answer", answer.field)};
}

}  // namespace

std::string flag_of(std::string_view field) { return "--" + base::slug(field); }

bool has_answer(const Answers& answers, std::string_view field) {
  return std::ranges::any_of(
      answers, [&](const Answer& answer) { return answer.field == field && !base::trim(answer.text).empty(); });
}

Status take_answer(const Answer& answer, const Org& org, Objective& objective) {
  if (base::trim(answer.text).empty()) return {};
  const std::string& field = answer.field;
  if (const auto plain = plain_fields().find(field); plain != plain_fields().end()) {
    objective.*plain->second = typed_line(answer.text);
    return {};
  }
  if (field == "Reference") return take_reference(answer, objective);
  if (field == "Priority") return take_priority(answer, objective);
  if (field == "Top-5 risk") return take_risk(answer, objective);
  if (field == "Confidential") return take_confidential(answer, objective);
  if (field == "DRI") {
    objective.dri = typed_username(answer.text, org);
  } else if (field == "Area") {
    objective.area = area_of(answer.text, org);
  } else if (field == "Outcome") {
    objective.outcome = typed_prose(answer.text);
  } else {
    return fail(unknown_field(answer));
  }
  return {};
}

Status take_answer(const Answer& answer, const Org& org, KeyResult& key_result) {
  if (base::trim(answer.text).empty()) return {};
  const std::string& field = answer.field;
  if (field == "Metric") return take_metric(answer, key_result);
  if (field == "Weight") return take_weight(answer, key_result);
  if (field == "State") return take_state(answer, key_result);
  if (field == "Dependency") return take_dependency(answer, org, key_result);
  if (field == "Milestone") return take_milestone(answer, org, key_result);
  if (field == "Title") {
    key_result.title = typed_line(answer.text);
  } else if (field == "DRI") {
    key_result.dri = typed_username(answer.text, org);
  } else if (field == "Contributed by") {
    key_result.contributed_by = typed_username(answer.text, org);
  } else if (field == "Outcome") {
    key_result.outcome = typed_prose(answer.text);
  } else {
    return fail(unknown_field(answer));
  }
  return {};
}

std::optional<MilestoneChange> milestone_change(std::string_view text) {
  const auto equals = text.find('=');
  const std::string_view digits = base::trim(text.substr(0, equals));
  MilestoneChange change;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), change.number);
  if (equals == std::string_view::npos || failed != std::errc{} || end != digits.data() + digits.size())
    return std::nullopt;
  change.text = text.substr(equals + 1);
  return change;
}

Status change_milestone(const Answer& answer, const MilestoneChange& change, const Org& org, Milestone& milestone) {
  SECOKR_TRY(Milestone given, read_milestone_parts(answer, change.text, org));
  if (!given.description.empty()) milestone.description = std::move(given.description);
  if (!given.dri.empty()) milestone.dri = std::move(given.dri);
  if (given.due) milestone.due = given.due;
  return {};
}

Error unreadable_answer() {
  return {.kind = ErrorKind::usage,
          .what = "An answer holds what an objective file uses for itself",
          .reason =
              "Written down, it would be read back as something else: a heading, a field's line such as \"- DRI: @x\", "
              "or a comment",
          .help = "Word it differently, for example without \"#\" or \"-\" at the beginning of a line"};
}

Error stopped_answer(const Answer& answer, const Finding& finding) {
  return {.kind = ErrorKind::usage,
          .what = fmt::format("{} cannot be \"{}\"", answer.field, answer.text),
          .reason = fmt::format("{} ({})", finding.message, to_string(finding.rule)),
          .help = finding.hint};
}

Error missing_answer(std::string_view field, std::string_view thing) {
  return {.kind = ErrorKind::usage,
          .what = fmt::format("{} is not given", flag_of(field)),
          .reason = fmt::format("{} needs its {} to begin", thing, field),
          .help = fmt::format("Give {}", flag_of(field))};
}

}  // namespace secokr::app
