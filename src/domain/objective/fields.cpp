// The field table: what is known of a field stands in its row, and nowhere else.
#include "domain/objective/fields.hpp"

#include <secokr/titles.hpp>

#include "base/one_line.hpp"
#include "base/text.hpp"
#include "domain/objective/written.hpp"

namespace secokr {
namespace {

using O = Objective;
using K = KeyResult;

template <class Owner, std::string Owner::* member>
std::string written_line(const Owner& owner) {
  return base::one_line(owner.*member);
}
template <class Owner, std::string Owner::* member>
bool read_whatever(Owner& owner, std::string_view value) {
  owner.*member = value;
  return true;
}
template <class Owner, class Value, std::optional<Value> Owner::* member,
          std::optional<Value> (*parse)(std::string_view)>
bool read_optional(Owner& owner, std::string_view value) {
  owner.*member = parse(value);
  return (owner.*member).has_value();
}
template <class Owner, auto member>
std::string written_optional(const Owner& owner) {
  return owner.*member ? base::one_line(to_string(*(owner.*member))) : "";
}

/// One line, whatever it says.
template <class Owner, std::string Owner::* member>
constexpr FieldAccess<Owner> any_line{member, read_whatever<Owner, member>, written_line<Owner, member>, member};
/// A title or prose, as it stands.
template <class Owner, std::string Owner::* member>
constexpr FieldAccess<Owner> whole_text{member, read_whatever<Owner, member>,
                                        [](const Owner& owner) { return owner.*member; }, member};
template <class Owner, std::string Owner::* member>
constexpr FieldAccess<Owner> one_person{
    member, [](Owner& owner, std::string_view value) { return read_person(owner.*member, value); },
    [](const Owner& owner) { return write_person(owner.*member); }, member};
template <class Owner, class Value, std::optional<Value> Owner::* member,
          std::optional<Value> (*parse)(std::string_view)>
constexpr FieldAccess<Owner> optional_value{member, read_optional<Owner, Value, member, parse>,
                                            written_optional<Owner, member>};

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

bool read_weight(KeyResult& key_result, std::string_view value) {
  if (value.ends_with('%')) value.remove_suffix(1);
  const auto weight = base::parse_number(base::trim(value));
  if (!weight || *weight < 0 || *weight > 100) return false;
  key_result.weight = *weight;
  return true;
}
std::string written_weight(const KeyResult& key_result) {
  return key_result.weight ? base::format_number(*key_result.weight) + " %" : "";
}
bool read_state(KeyResult& key_result, std::string_view value) {
  constexpr std::string_view paused_by = "paused by ";
  if (base::equals_folded(value.substr(0, paused_by.size()), paused_by)) {
    const std::string_view url = base::trim(value.substr(paused_by.size()));
    if (!is_link(url)) return false;
    key_result.state = KeyResultState::paused;
    key_result.paused_by = url;
    return true;
  }
  const auto state = parse_key_result_state(value);
  if (!state || *state == KeyResultState::paused) return false;
  key_result.state = state;
  key_result.paused_by.clear();
  return true;
}
std::string written_state(const KeyResult& key_result) {
  if (!key_result.state) return "";
  if (*key_result.state == KeyResultState::paused) return "paused by " + base::one_line(key_result.paused_by);
  return std::string(to_string(*key_result.state));
}

/// A row that both have, with what its flag and its question say of this one.
template <class Owner>
constexpr FieldRow<Owner> with_words(FieldRow<Owner> row, std::string_view help, std::string_view question) {
  row.help = help;
  row.question = question;
  return row;
}

constexpr std::string_view some_text = "some text";

// clang-format off
template <class Owner>
constexpr FieldRow<Owner> title_row{
    .id = Field::title, .name = "Title", .place = FieldPlace::heading, .access = whole_text<Owner, &Owner::title>,
    .is_demanded = true, .value_name = "TEXT", .asked = 1};
template <class Owner>
constexpr FieldRow<Owner> dri_row{
    .id = Field::dri, .name = "DRI", .access = one_person<Owner, &Owner::dri>, .typing = FieldTyping::person,
    .is_demanded = true, .expected = "one username, such as \"@training-manager\"", .example = "@username",
    .words = "owner,lead,responsible,accountable,assignee", .value_name = "@USER", .asked = 3};
template <class Owner>
constexpr FieldRow<Owner> outcome_row{
    .id = Field::outcome, .name = "Outcome", .place = FieldPlace::prose, .access = whole_text<Owner, &Owner::outcome>,
    .typing = FieldTyping::prose, .value_name = "TEXT", .asked = 8};

constexpr FieldRow<O> objective_rows[]{
    with_words(title_row<O>, "What the division wants to reach, in one line", "What do you want to reach (title)"),
    {.id = Field::reference, .name = "Reference",
     .access = {&O::reference, read_reference, written_line<O, &O::reference>},
     .typing = FieldTyping::exact, .is_demanded = true, .expected = "1 to 60 characters, none of / ( ) # [ ] \"",
     .example = "short name", .words = "short name,ref",
     .help = "Its short name, unique in the quarter: it stands in the brackets of published titles",
     .value_name = "REF", .asked = 2, .question = "Short reference for titles",
     .refusal = "A reference has 1 to 60 characters and none of / ( ) # [ ] \"",
     .advice = "Give a short name: --reference 'Security Training'"},
    {.id = Field::status, .name = "Status", .place = FieldPlace::line_of_file,
     .access = {&O::status, read_status,
                [](const O& objective) { return std::string(to_string(objective.status)); }},
     .expected = "draft, proposed, included or excluded", .words = "state"},
    with_words(dri_row<O>, "A functional leader or a direct report of one; you, unless somebody else is named",
               "DRI, a functional leader or a direct report"),
    {.id = Field::area, .name = "Area", .access = any_line<O, &O::area>, .typing = FieldTyping::area,
     .is_demanded = true, .expected = some_text, .example = "name of the area", .words = "department,division",
     .help = "The area that owns it; the DRI's, unless another one is named", .value_name = "AREA", .asked = 4,
     .question = "Area"},
    {.id = Field::priority, .name = "Priority", .access = optional_value<O, Priority, &O::priority, parse_priority>,
     .expected = "p0, p1 or p2", .words = "prio", .help = "p0, p1 or p2",
     .value_name = "PRIORITY", .asked = 7, .question = "Priority: p0, p1 or p2", .advice = "Give --priority p1"},
    {.id = Field::top5_risk, .name = "Top-5 risk",
     .access = optional_value<O, Top5Risk, &O::top5_risk, parse_top5_risk>,
     .expected = "\"eliminates\", \"mitigates\" or \"transfers\" and the risk's name", .words = "risk",
     .help = "How it meets which risk: 'mitigates Phishing of team members'; also eliminates, transfers",
     .value_name = "TEXT", .asked = 5,
     .question = "Top-5 risk: eliminates, mitigates or transfers RISK (empty: later)",
     .refusal = "It says how an objective meets the risk, then which: eliminates, mitigates or transfers RISK",
     .advice = "Give --top-5-risk 'mitigates Phishing of team members'", .spoken = "the Top-5 risk",
     .words_in = [](const O& objective) { return objective.top5_risk ? objective.top5_risk->risk : ""; }},
    {.id = Field::strategy, .name = "Strategy", .access = any_line<O, &O::strategy>, .expected = some_text,
     .help = "Link to the strategy that it serves", .value_name = "URL", .asked = 6,
     .question = "Link to the strategy it serves (empty: later)"},
    {.id = Field::security_roadmap, .name = "Security roadmap", .access = any_line<O, &O::security_roadmap>,
     .expected = some_text, .help = "The roadmap item that it supports", .value_name = "TEXT"},
    {.id = Field::budget, .name = "Budget", .access = any_line<O, &O::budget>, .expected = some_text,
     .help = "What it costs, or none", .value_name = "TEXT"},
    {.id = Field::working_group, .name = "Working group", .access = any_line<O, &O::working_group>,
     .expected = some_text, .help = "Link to its working group", .value_name = "URL"},
    {.id = Field::critical_project, .name = "Critical project", .access = any_line<O, &O::critical_project>,
     .expected = some_text, .help = "The critical project that a p0 stands for",
     .value_name = "URL", .question = "Critical project of the p0, a link (empty: later)"},
    {.id = Field::confidential, .name = "Confidential",
     .access = {&O::confidential, read_confidential,
                [](const O& objective) { return std::string(objective.confidential ? "yes" : ""); }},
     .expected = "yes or no", .help = "yes keeps it, and its key results, inside the division",
     .value_name = "yes|no", .refusal = "It is yes or no", .advice = "Give --confidential yes"},
    {.id = Field::published, .name = "Published", .place = FieldPlace::line_of_file,
     .access = {&O::published, read_published, written_line<O, &O::published>},
     .expected = "the issue's URL, or \"local:\" and its number"},
    with_words(outcome_row<O>, "What outcome you want, and how you will know",
               "What outcome do you want, and how will you know (e: in your editor, empty: later)"),
};

constexpr FieldRow<K> key_result_rows[]{
    with_words(title_row<K>, "What will be measured as done, in one line", "What will be measured as done (title)"),
    {.id = Field::number, .name = "Number", .place = FieldPlace::heading,
     .access = {&K::number, nullptr, [](const K& kr) { return kr.number == 0 ? "" : std::to_string(kr.number); }}},
    with_words(dri_row<K>, "A manager, or an individual contributor who can move it by what they do", dri_row<K>.name),
    {.id = Field::contributed_by, .name = "Contributed by", .access = one_person<K, &K::contributed_by>,
     .typing = FieldTyping::person, .expected = dri_row<K>.expected, .words = "contributor",
     .help = "The leader who brings it to another leader's objective", .value_name = "@USER", .asked = 3},
    {.id = Field::metric, .name = "Metric", .access = optional_value<K, Measure, &K::measure, parse_measure>,
     .expected = metric_grammar, .objection = number_objection, .words = "kpi,measure,target",
     .help = metric_grammar, .value_name = "METRIC", .asked = 4,
     .advice = "Give --metric 'completion rate from 62 to 90 %', or --metric baseline"},
    {.id = Field::weight, .name = "Weight", .access = {&K::weight, read_weight, written_weight},
     .expected = "a percentage from 0 to 100, such as \"60 %\"", .words = "share",
     .help = "Its percentage of the objective; what is not given is shared equally", .value_name = "PERCENT",
     .asked = 5, .question = "Weight in percent of the objective (empty: an equal share)",
     .refusal = "A weight is the KR's percentage of the objective, from 0 to 100", .advice = "Give --weight '60 %'"},
    {.id = Field::state, .name = "State",
     .access = {&K::state, read_state, written_state, nullptr, &K::paused_by, "paused_by"}, .is_running = true,
     .expected = "active, not started, \"paused by URL\", done or dropped", .words = "status",
     .help = "active, not started, 'paused by URL', done or dropped", .value_name = "STATE", .asked = 6,
     .refusal = "A state is active, not started, paused by URL (of the critical project), done or dropped",
     .advice = "Give --state active", .spoken = "the critical project that pauses it"},
    with_words(outcome_row<K>, "What outcome you want, and how it is measured",
               "What outcome, how measured (e: in your editor, empty: later)"),
    {.id = Field::dependency, .name = "Dependency", .place = FieldPlace::list, .access = {&K::dependencies},
     .is_demanded = true,
     .help = "'TEAM; NEED'; the team's manager comes from the org", .value_name = "TEXT",
     .question = "Dependency: TEAM; NEED (empty: no more)"},
    {.id = Field::milestone, .name = "Milestone", .place = FieldPlace::list, .access = {&K::milestones},
     .is_demanded = true,
     .help = "'DESCRIPTION; @DRI; DATE'; DRI (else the key result's) and date are optional", .value_name = "TEXT",
     .question = "Milestone: DESCRIPTION; @DRI; DATE (empty: no more)"},
};
// clang-format on

}  // namespace

template <>
std::span<const FieldRow<Objective>> all_fields<Objective>() {
  return objective_rows;
}
template <>
std::span<const FieldRow<KeyResult>> all_fields<KeyResult>() {
  return key_result_rows;
}

std::string name_of(Field field) {
  if (const auto* row = find_field<Objective>(field)) return std::string(row->name);
  const auto* row = find_field<KeyResult>(field);
  return row == nullptr ? std::string{} : std::string(row->name);
}

}  // namespace secokr
