#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <secokr/label_scheme.hpp>

#include "base/text.hpp"
#include "domain/labels/key.hpp"

namespace secokr {
namespace {

constexpr std::size_t k_longest_label = 255;  ///< GitLab's limit, in characters

constexpr std::string_view k_division = "labels.division";
constexpr std::string_view k_aliases = "labels.division_aliases";
constexpr std::string_view k_okr = "labels.okr";
constexpr std::string_view k_priority_key = "labels.priority";

bool means_division(std::string_view key) { return key == k_division || key == k_aliases; }

bool has_control(std::string_view label) {
  return !base::valid_utf8(label) || base::strip_controls(label) != label ||
         label.find_first_of("\n\t") != std::string_view::npos;
}

/// Why GitLab, its filters or its comments would not take the name for this label; empty where they do.
std::string name_fault(std::string_view key, const std::string& label) {
  const std::string folded = label_key(label);
  if (has_control(label)) return fmt::format("`{}` is a name of letters, signs and spaces only", key);
  if (folded.empty()) return fmt::format("`{}` is more than blanks", key);
  if (parse_quarter(folded)) return fmt::format("`{}` is no quarter's label", key);
  if (label.find(',') != std::string::npos)
    return fmt::format("`{}` has no comma, which GitLab refuses in a label", key);
  if (label.find('"') != std::string::npos)
    return fmt::format("`{}` has no quotation mark, or no comment could name the label", key);
  if (label.starts_with('~'))
    return fmt::format("`{}` without the `~`, which a comment writes before a label and which is no part of it", key);
  if (folded == "none" || folded == "any")
    return fmt::format("`{}` is not \"{}\", which filters take for issues with {} label", key, label,
                       folded == "none" ? "no" : "whichever");
  if (label.ends_with("::*"))
    return fmt::format("`{}` does not end in `::*`, which filters take for every label of a scope", key);
  if (base::character_count(label) > k_longest_label)
    return fmt::format("`{}` has at most {} characters, as GitLab's labels have", key, k_longest_label);
  return {};
}

/// The labels of a scheme, each with its key in the configuration.
class Contradictions {
 public:
  explicit Contradictions(const LabelScheme& scheme) : m_scheme(scheme) {}

  std::vector<SchemeProblem> find() {
    name(k_division, m_scheme.division);
    name(k_okr, m_scheme.okr);
    for (const std::string& label : m_scheme.priority) name(k_priority_key, label);
    for (const std::string& label : m_scheme.division_aliases) name(k_aliases, label);
    division_scopes();
    priority_scopes();
    return std::move(m_problems);
  }

 private:
  void problem(std::string_view key, std::string expected, std::string_view other = {}) {
    m_problems.push_back({std::string{key}, std::move(expected), std::string{other}});
  }

  void name(std::string_view key, const std::string& label) {
    if (std::string fault = name_fault(key, label); !fault.empty()) problem(key, std::move(fault));
    const auto [first, is_new] = m_first.try_emplace(label_key(label), key, label);
    const auto& [first_key, first_label] = first->second;
    if (is_new || (means_division(key) && means_division(first_key))) return;
    m_doubled.insert(label_key(label));
    problem(key,
            fmt::format("a label of its own for `{}`: \"{}\" is {} already{}", key, label,
                        first_key == key ? "in the list" : fmt::format("`{}`", first_key),
                        first_label == label ? "" : fmt::format(", where it is written \"{}\"", first_label)),
            first_key == key ? std::string_view{} : first_key);
  }

  void division_scopes() {
    const auto check = [&](std::string_view key, const std::string& label) {
      if (m_doubled.contains(label_key(label))) return;  // said already, in better words
      for (const std::string& scope : secokr::division_scopes(m_scheme))
        if (lies_in_scope(label_key(label), scope))
          return problem(key,
                         fmt::format("`{}` outside the scope \"{}\", where \"{}\" would be another division's label",
                                     key, scope, label),
                         owner_of_scope(scope));
    };
    check(k_okr, m_scheme.okr);
    for (const std::string& label : m_scheme.priority) check(k_priority_key, label);
  }

  std::string_view owner_of_scope(std::string_view scope) const {
    return scope_of_key(label_key(m_scheme.division)) == scope ? k_division : k_aliases;
  }

  /// Scoped labels exclude each other on paid tiers: the priorities must, or none of them may, and OKR must not.
  void priority_scopes() {
    if (m_scheme.priority.empty()) return;
    const std::string& first = m_scheme.priority.front();
    for (const std::string& label : m_scheme.priority) {
      if (scope_of(label) == scope_of(first)) continue;
      return problem(k_priority_key, fmt::format("`{}` in one scope, or all without any: \"{}\" and \"{}\" are not",
                                                 k_priority_key, first, label));
    }
    const std::string scope = label_key(scope_of(first));
    const std::string okr = label_key(m_scheme.okr);
    if (!scope.empty() && scope_of_key(okr) == scope && !m_doubled.contains(okr))
      problem(k_okr,
              fmt::format("`{}` outside the scope of `{}`, whose labels exclude each other", k_okr, k_priority_key),
              k_priority_key);
  }

  const LabelScheme& m_scheme;
  std::map<std::string, std::pair<std::string_view, std::string>> m_first{};
  std::set<std::string> m_doubled{};
  std::vector<SchemeProblem> m_problems{};
};

}  // namespace

std::vector<SchemeProblem> contradictions(const LabelScheme& scheme) { return Contradictions{scheme}.find(); }

}  // namespace secokr
