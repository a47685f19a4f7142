#include <array>

#include "base/text.hpp"
#include "support/gitlab_double/quick_actions.hpp"

namespace secokr::test::fake_gitlab {

namespace {

bool known(const State& state, std::string_view name) {
  static constexpr std::array<std::string_view, 33> everywhere{"label",
                                                               "labels",
                                                               "unlabel",
                                                               "remove_label",
                                                               "relabel",
                                                               "close",
                                                               "reopen",
                                                               "title",
                                                               "due",
                                                               "remove_due_date",
                                                               "assign",
                                                               "unassign",
                                                               "reassign",
                                                               "remove_assignee",
                                                               "confidential",
                                                               "estimate",
                                                               "remove_estimate",
                                                               "spend",
                                                               "remove_time_spent",
                                                               "milestone",
                                                               "remove_milestone",
                                                               "todo",
                                                               "done",
                                                               "subscribe",
                                                               "unsubscribe",
                                                               "lock",
                                                               "unlock",
                                                               "award",
                                                               "react",
                                                               "cc",
                                                               "relate",
                                                               "duplicate",
                                                               "move"};
  static constexpr std::array<std::string_view, 4> ultimate{"health_status", "clear_health_status", "weight",
                                                            "clear_weight"};
  const auto in = [name](const auto& list) { return std::find(list.begin(), list.end(), name) != list.end(); };
  return in(everywhere) || (state.at_least(Tier::ultimate) && in(ultimate));
}

std::optional<QuickAction> action_of(const State& state, std::string_view line) {
  if (!line.starts_with('/')) return std::nullopt;
  const auto end = std::min(line.find(' '), line.size());
  QuickAction action;
  action.name = base::fold_case(base::trim_right(line.substr(1, end - 1)));
  action.argument = base::trim(line.substr(end));
  if (!known(state, action.name)) return std::nullopt;
  return action;
}

/// Tells, line by line, what stands in a code fence, an HTML comment or a block quote, where nothing runs.
class Blocks {
 public:
  bool inside(std::string_view line) {
    if (!m_fence.empty()) {
      if (base::trim(line) == m_fence) m_fence.clear();
      return true;
    }
    if (m_comment) {
      m_comment = line.find("-->") == std::string_view::npos;
      return true;
    }
    const auto text = base::trim(line);
    for (const auto* mark : {"```", "~~~", ">>>"}) {
      if (!text.starts_with(mark) || line.substr(0, line.find(mark)).size() > 3) continue;
      const bool same_line = text.size() > 3 && text.substr(3).find(mark) != std::string_view::npos;
      m_fence = same_line ? "" : text.substr(0, text.find_first_not_of(mark[0]));
      return true;
    }
    const auto begin = line.find("<!--");
    if (begin == std::string_view::npos) return false;
    m_comment = line.find("-->", begin) == std::string_view::npos;
    return begin == 0;
  }

 private:
  std::string m_fence{};
  bool m_comment = false;
};

}  // namespace

ActionText split_actions(const State& state, std::string text) {
  std::erase(text, '\r');
  ActionText found;
  Blocks blocks;
  bool first = true;
  for (const auto line : base::split(text, '\n')) {
    if (!blocks.inside(line)) {
      if (auto action = action_of(state, line)) {
        found.actions.push_back(std::move(*action));
        continue;
      }
    }
    if (!first) found.text += '\n';
    found.text += line;
    first = false;
  }
  found.text = found.actions.empty() ? base::trim_right(found.text) : base::trim(found.text);
  return found;
}

}  // namespace secokr::test::fake_gitlab
