#include "documents/grammar/fields.hpp"

#include <algorithm>
#include <array>

#include <secokr/placeholder.hpp>
#include <secokr/titles.hpp>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"

namespace secokr::documents {
namespace {

constexpr std::string_view k_person = "one username, such as \"@training-manager\"";
constexpr std::string_view k_text = "some text";

bool is_username(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.';
  };
  return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), fits);
}

template <class Owner, std::string Owner::* member>
bool read_text(Owner& owner, std::string_view value) {
  owner.*member = value;
  return true;
}
template <class Owner, std::string Owner::* member>
std::string write_text(const Owner& owner) {
  return one_line(owner.*member);
}
template <class Owner, std::string Owner::* member>
bool read_person_field(Owner& owner, std::string_view value) {
  return read_person(owner.*member, value);
}
template <class Owner, std::string Owner::* member>
std::string write_person_field(const Owner& owner) {
  return write_person(owner.*member);
}
template <class Owner, class Value, std::optional<Value> Owner::* member,
          std::optional<Value> (*parse)(std::string_view)>
bool read_optional(Owner& owner, std::string_view value) {
  owner.*member = parse(value);
  return (owner.*member).has_value();
}

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
  if (!is_local && !is_url(value)) return false;
  objective.published = value;
  return true;
}
std::string write_risk(const Objective& objective) {
  return objective.top5_risk ? one_line(to_string(*objective.top5_risk)) : "";
}
std::string write_priority(const Objective& objective) {
  return objective.priority ? std::string(to_string(*objective.priority)) : "";
}

bool read_weight(KeyResult& key_result, std::string_view value) {
  if (value.ends_with('%')) value.remove_suffix(1);
  const auto weight = base::parse_number(base::trim(value));
  if (!weight || *weight < 0 || *weight > 100) return false;
  key_result.weight = *weight;
  return true;
}
std::string write_weight(const KeyResult& key_result) {
  return key_result.weight ? base::format_number(*key_result.weight) + " %" : "";
}
std::string write_measure(const KeyResult& key_result) {
  return key_result.measure ? one_line(to_string(*key_result.measure)) : "";
}
bool read_state(KeyResult& key_result, std::string_view value) {
  constexpr std::string_view paused_by = "paused by ";
  if (base::equals_folded(value.substr(0, paused_by.size()), paused_by)) {
    const std::string_view url = base::trim(value.substr(paused_by.size()));
    if (!is_url(url)) return false;
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
std::string write_state(const KeyResult& key_result) {
  if (!key_result.state) return "";
  if (*key_result.state == KeyResultState::paused) return "paused by " + one_line(key_result.paused_by);
  return std::string(to_string(*key_result.state));
}

using O = Objective;
constexpr std::array<FieldSpec<Objective>, 13> k_objective_fields{{
    {"Reference", "1 to 60 characters, none of / ( ) # [ ] \"", read_reference, write_text<O, &O::reference>},
    {"Status", "draft, proposed, included or excluded", read_status,
     [](const O& objective) { return std::string(to_string(objective.status)); }, false},
    {"DRI", k_person, read_person_field<O, &O::dri>, write_person_field<O, &O::dri>},
    {"Area", k_text, read_text<O, &O::area>, write_text<O, &O::area>},
    {"Priority", "p0, p1 or p2", read_optional<O, Priority, &O::priority, parse_priority>, write_priority},
    {"Top-5 risk", "\"eliminates\", \"mitigates\" or \"transfers\" and the risk's name",
     read_optional<O, Top5Risk, &O::top5_risk, parse_top5_risk>, write_risk},
    {"Strategy", k_text, read_text<O, &O::strategy>, write_text<O, &O::strategy>},
    {"Security roadmap", k_text, read_text<O, &O::security_roadmap>, write_text<O, &O::security_roadmap>},
    {"Budget", k_text, read_text<O, &O::budget>, write_text<O, &O::budget>},
    {"Working group", k_text, read_text<O, &O::working_group>, write_text<O, &O::working_group>},
    {"Critical project", k_text, read_text<O, &O::critical_project>, write_text<O, &O::critical_project>},
    {"Confidential", "yes or no", read_confidential,
     [](const O& objective) { return std::string(objective.confidential ? "yes" : ""); }},
    {"Published", "the issue's URL, or \"local:\" and its number", read_published, write_text<O, &O::published>, false},
}};

using K = KeyResult;
constexpr std::array<FieldSpec<KeyResult>, 5> k_key_result_fields{{
    {"DRI", k_person, read_person_field<K, &K::dri>, write_person_field<K, &K::dri>},
    {"Contributed by", k_person, read_person_field<K, &K::contributed_by>, write_person_field<K, &K::contributed_by>},
    {"Metric", metric_grammar, read_optional<K, Measure, &K::measure, parse_measure>, write_measure, true,
     number_objection},
    {"Weight", "a percentage from 0 to 100, such as \"60 %\"", read_weight, write_weight},
    {"State", "active, not started, \"paused by URL\", done or dropped", read_state, write_state},
}};

}  // namespace

std::span<const FieldSpec<Objective>> objective_fields() { return k_objective_fields; }
std::span<const FieldSpec<KeyResult>> key_result_fields() { return k_key_result_fields; }

bool read_person(std::string& person, std::string_view value) {
  const std::string_view name = value.starts_with('@') ? value.substr(1) : value;
  const bool username = is_username(name);
  if (!username && !placeholder_in(value)) return false;
  person = username ? name : value;
  return true;
}

std::string write_person(const std::string& person) {
  const std::string name = one_line(person);
  if (name.empty()) return "";
  return is_username(name) ? "@" + name : name;
}

bool is_url(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) && text.size() > 8 &&
         text.find_first_of(" \t\r\n<>\"") == std::string_view::npos;
}

}  // namespace secokr::documents
