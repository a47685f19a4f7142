#include "app/draft/answers.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "app/core/teams.hpp"
#include "app/core/typed_text.hpp"
#include "base/dashes.hpp"
#include "base/text.hpp"
#include "documents/objective/document.hpp"

namespace secokr::app {
namespace {

Error bad(const Answer& answer, std::string reason, std::string help) {
  return {.kind = ErrorKind::usage,
          .what = fmt::format("{} cannot be \"{}\"", name_of(answer.field), answer.text),
          .reason = std::move(reason),
          .help = std::move(help)};
}

constexpr const char* k_milestone_help = "Give --milestone 'everyone is enrolled; @training-manager; 2027-02-26'";

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (const std::string_view part : base::split(text, ';')) parts.push_back(base::trim(part));
  return parts;
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

std::string normalised(FieldTyping typing, std::string_view text, const Org& org) {
  switch (typing) {
    case FieldTyping::line:
      return typed_line(text);
    case FieldTyping::exact:
      return std::string(base::trim(text));
    case FieldTyping::person:
      return typed_username(text, org);
    case FieldTyping::area:
      return area_of(text, org);
    case FieldTyping::prose:
      return typed_prose(text);
  }
  return {};
}

Error unknown_field(const Answer& answer) {
  return {.kind = ErrorKind::bug, .what = fmt::format("there is no field {} to answer", name_of(answer.field))};
}

template <class Owner>
Status take_field(const FieldRow<Owner>* row, const Answer& answer, const Org& org, Owner& owner) {
  if (row == nullptr || row->help.empty()) return fail(unknown_field(answer));
  if (base::trim(answer.text).empty()) return {};
  const std::string text = normalised(row->typing, answer.text, org);
  if (row->access.text != nullptr) {
    owner.*row->access.text = text;
    return {};
  }
  if (row->access.read(owner, text)) return {};
  std::string reason = row->objection == nullptr ? std::string() : row->objection(answer.text);
  if (reason.empty()) reason = row->refusal;
  if (reason.empty()) reason = fmt::format("A {} is {}", base::fold_case(row->name), row->expected);
  return fail(bad(answer, std::move(reason), std::string(row->advice)));
}

}  // namespace

std::string flag_of(Field field) { return "--" + base::slug(name_of(field)); }

bool has_answer(const Answers& answers, Field field) {
  return std::ranges::any_of(
      answers, [&](const Answer& answer) { return answer.field == field && !base::trim(answer.text).empty(); });
}

Status take_answer(const Answer& answer, const Org& org, Objective& objective) {
  return take_field(find_field<Objective>(answer.field), answer, org, objective);
}

Status take_answer(const Answer& answer, const Org& org, KeyResult& key_result) {
  const auto* row = find_field<KeyResult>(answer.field);
  if (row == nullptr || row->place != FieldPlace::list) return take_field(row, answer, org, key_result);
  if (base::trim(answer.text).empty()) return {};
  return row->id == Field::dependency ? take_dependency(answer, org, key_result)
                                      : take_milestone(answer, org, key_result);
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
          .what = fmt::format("{} cannot be \"{}\"", name_of(answer.field), answer.text),
          .reason = fmt::format("{} ({})", finding.message, to_string(finding.rule)),
          .help = finding.hint};
}

Error missing_answer(Field field, std::string_view thing) {
  return {.kind = ErrorKind::usage,
          .what = fmt::format("{} is not given", flag_of(field)),
          .reason = fmt::format("{} needs its {} to begin", thing, name_of(field)),
          .help = fmt::format("Give {}", flag_of(field))};
}

}  // namespace secokr::app
