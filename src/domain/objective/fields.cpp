// The field table: what is known of a field of an objective stands in its row, and nowhere else.
#include "domain/objective/field_rows.hpp"

#include <secokr/titles.hpp>

namespace secokr {
namespace field_rows {
namespace {

using O = Objective;

bool read_reference(Objective& objective, std::string_view value) {
  objective.reference = value;
  return valid_reference(value);
}
bool read_status(Objective& objective, std::string_view value) {
  const auto status = parse_objective_status(value);
  if (status) objective.status = *status;
  return status.has_value();
}
bool read_confidential(Objective& objective, std::string_view value) {
  const std::string word = base::fold_case(value);
  objective.confidential = word == "yes" || word == "true";
  return objective.confidential || word == "no" || word == "false";
}
bool read_published(Objective& objective, std::string_view value) {
  constexpr std::string_view local = "local:";
  const std::string_view iid = value.substr(std::min(local.size(), value.size()));
  const bool is_local =
      value.starts_with(local) && !iid.empty() && iid.find_first_not_of("0123456789") == std::string_view::npos;
  if (!is_local && !is_link(value)) return false;
  objective.published = value;
  return true;
}

constexpr std::array objective_rows{
    with_help(title_row<O>, "What the division wants to reach, in one line"),
    FieldRow<O>{.id = Field::reference,
                .name = "Reference",
                .access = {read_reference, written_line<O, &O::reference>, take_member<O, &O::reference>},
                .typing = FieldTyping::exact,
                .is_demanded = true,
                .expected = "1 to 60 characters, none of / ( ) # [ ] \"",
                .example = "short name",
                .words = "short name,ref",
                .rules = missed_by<Rule::O5>,
                .help = "Its short name, unique in the quarter: it stands in the brackets of published titles",
                .value_name = "REF",
                .asked = 2,
                .refusal = "A reference has 1 to 60 characters and none of / ( ) # [ ] \"",
                .advice = "Give a short name: --reference 'Security Training'"},
    FieldRow<O>{.id = Field::status,
                .name = "Status",
                .place = FieldPlace::line_of_file,
                .access = {read_status, [](const O& objective) { return std::string(to_string(objective.status)); },
                           take_member<O, &O::status>},
                .expected = "draft, proposed, included or excluded",
                .words = "state"},
    with_help(dri_row<O>, "A functional leader or a direct report of one; you, unless somebody else is named"),
    FieldRow<O>{.id = Field::area,
                .name = "Area",
                .access = any_line<O, &O::area>,
                .typing = FieldTyping::area,
                .is_demanded = true,
                .expected = some_text,
                .example = "name of the area",
                .words = "department,division",
                .help = "The area that owns it; the DRI's, unless another one is named",
                .value_name = "AREA",
                .asked = 4},
    FieldRow<O>{.id = Field::priority,
                .name = "Priority",
                .access = optional_value<O, Priority, &O::priority, parse_priority>,
                .expected = "p0, p1 or p2",
                .words = "prio",
                .rules = missed_by<Rule::L5>,
                .help = "p0, p1 or p2",
                .value_name = "PRIORITY",
                .asked = 7,
                .advice = "Give --priority p1"},
    FieldRow<O>{
        .id = Field::top5_risk,
        .name = "Top-5 risk",
        .access = optional_value<O, Top5Risk, &O::top5_risk, parse_top5_risk>,
        .expected = "\"eliminates\", \"mitigates\" or \"transfers\" and the risk's name",
        .words = "risk",
        .rules = missed_by<Rule::O4>,
        .help = "How it meets which risk: 'mitigates Phishing of team members'; also eliminates, transfers",
        .value_name = "TEXT",
        .asked = 5,
        .refusal = "It says how an objective meets the risk, then which: eliminates, mitigates or transfers RISK",
        .advice = "Give --top-5-risk 'mitigates Phishing of team members'"},
    FieldRow<O>{.id = Field::strategy,
                .name = "Strategy",
                .access = any_line<O, &O::strategy>,
                .expected = some_text,
                .rules = missed_by<Rule::O4>,
                .help = "Link to the strategy that it serves",
                .value_name = "URL",
                .asked = 6},
    FieldRow<O>{.id = Field::security_roadmap,
                .name = "Security roadmap",
                .access = any_line<O, &O::security_roadmap>,
                .expected = some_text,
                .help = "The roadmap item that it supports",
                .value_name = "TEXT"},
    FieldRow<O>{.id = Field::budget,
                .name = "Budget",
                .access = any_line<O, &O::budget>,
                .expected = some_text,
                .help = "What it costs, or none",
                .value_name = "TEXT"},
    FieldRow<O>{.id = Field::working_group,
                .name = "Working group",
                .access = any_line<O, &O::working_group>,
                .expected = some_text,
                .help = "Link to its working group",
                .value_name = "URL"},
    FieldRow<O>{.id = Field::critical_project,
                .name = "Critical project",
                .access = any_line<O, &O::critical_project>,
                .expected = some_text,
                .rules = missed_by<Rule::L5>,
                .help = "The critical project that a p0 stands for",
                .value_name = "URL"},
    FieldRow<O>{.id = Field::confidential,
                .name = "Confidential",
                .access = {read_confidential,
                           [](const O& objective) { return std::string(objective.confidential ? "yes" : ""); },
                           take_member<O, &O::confidential>},
                .expected = "yes or no",
                .help = "yes keeps it, and its key results, inside the division",
                .value_name = "yes|no",
                .refusal = "It is yes or no",
                .advice = "Give --confidential yes"},
    FieldRow<O>{.id = Field::published,
                .name = "Published",
                .place = FieldPlace::line_of_file,
                .access = {read_published, written_line<O, &O::published>, take_member<O, &O::published>},
                .expected = "the issue's URL, or \"local:\" and its number"},
    with_help(outcome_row<O>, "What outcome you want, and how you will know"),
};

}  // namespace
}  // namespace field_rows

template <>
std::span<const FieldRow<Objective>> all_fields<Objective>() {
  return field_rows::objective_rows;
}

std::string name_of(Field field) {
  const auto* own = find_field<Objective>(field);
  return std::string(own != nullptr ? own->name : find_field<KeyResult>(field)->name);
}

}  // namespace secokr
