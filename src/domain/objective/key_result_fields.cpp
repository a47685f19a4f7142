// The field table: what is known of a field of a key result stands in its row, and nowhere else.
#include "domain/objective/field_rows.hpp"

namespace secokr {
namespace field_rows {
namespace {

using K = KeyResult;

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
void take_state(KeyResult& into, const KeyResult& from) {
  into.state = from.state;
  into.paused_by = from.paused_by;
}

constexpr std::array key_result_rows{
    with_help(title_row<K>, "What will be measured as done, in one line"),
    FieldRow<K>{.id = Field::number,
                .name = "Number",
                .place = FieldPlace::heading,
                .access = {nullptr, [](const K& kr) { return kr.number == 0 ? "" : std::to_string(kr.number); },
                           take_member<K, &K::number>}},
    with_help(dri_row<K>, "A manager, or an individual contributor who can move it by what they do"),
    FieldRow<K>{.id = Field::contributed_by,
                .name = "Contributed by",
                .access = one_person<K, &K::contributed_by>,
                .typing = FieldTyping::person,
                .expected = dri_row<K>.expected,
                .words = "contributor",
                .help = "The leader who brings it to another leader's objective",
                .value_name = "@USER",
                .asked = 3},
    FieldRow<K>{.id = Field::metric,
                .name = "Metric",
                .access = optional_value<K, Measure, &K::measure, parse_measure>,
                .expected = metric_grammar,
                .objection = number_objection,
                .words = "kpi,measure,target",
                .rules = missed_by<Rule::K1>,
                .help = metric_grammar,
                .value_name = "METRIC",
                .asked = 4,
                .advice = "Give --metric 'completion rate from 62 to 90 %', or --metric baseline"},
    FieldRow<K>{.id = Field::weight,
                .name = "Weight",
                .access = {read_weight, written_weight, take_member<K, &K::weight>},
                .expected = "a percentage from 0 to 100, such as \"60 %\"",
                .words = "share",
                .rules = missed_by<Rule::K4>,
                .help = "Its percentage of the objective; what is not given is shared equally",
                .value_name = "PERCENT",
                .asked = 5,
                .refusal = "A weight is the KR's percentage of the objective, from 0 to 100",
                .advice = "Give --weight '60 %'"},
    FieldRow<K>{.id = Field::state,
                .name = "State",
                .access = {read_state, written_state, take_state},
                .is_running = true,
                .expected = "active, not started, \"paused by URL\", done or dropped",
                .words = "status",
                .help = "active, not started, 'paused by URL', done or dropped",
                .value_name = "STATE",
                .asked = 6,
                .refusal = "A state is active, not started, paused by URL (of the critical project), done or dropped",
                .advice = "Give --state active"},
    with_help(outcome_row<K>, "What outcome you want, and how it is measured"),
    FieldRow<K>{.id = Field::dependency,
                .name = "Dependency",
                .place = FieldPlace::list,
                .is_demanded = true,
                .help = "'TEAM; NEED'; the team's manager comes from the org",
                .value_name = "TEXT"},
    FieldRow<K>{.id = Field::milestone,
                .name = "Milestone",
                .place = FieldPlace::list,
                .is_demanded = true,
                .help = "'DESCRIPTION; @DRI; DATE'; DRI (else the key result's) and date are optional",
                .value_name = "TEXT"},
};

}  // namespace
}  // namespace field_rows

template <>
std::span<const FieldRow<KeyResult>> all_fields<KeyResult>() {
  return field_rows::key_result_rows;
}

}  // namespace secokr
