#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <secokr/error.hpp>

#include "tracker/port/issue.hpp"

namespace secokr::tracker {

/// Which issue each subject of a change set is, as far as that is known by now.
class Subjects {
 public:
  explicit Subjects(const std::vector<std::pair<std::string, Issue>>& known);

  /// Says that the set makes an issue for this subject. What looks like a token of any other subject is somebody's
  /// text.
  void expect(std::string subject) { m_expected.insert(std::move(subject)); }
  bool expects(std::string_view subject) const { return m_expected.contains(subject) || m_issues.contains(subject); }

  /// Remembers the newest state of a subject's issue, and of every other subject that is the same issue.
  void set(std::string_view subject, const Issue& issue);
  /// As `set`, for subjects that are this issue already.
  void refresh(const Issue& issue);
  /// Null when the subject has no issue yet.
  const Issue* find(std::string_view subject) const;

  const Issue* find(const IssueRef& ref) const;

  /// The text with its tokens replaced. Error bug, naming the token, when its subject is expected and has no issue yet.
  Expected<std::string> fill(std::string_view text) const;

 private:
  std::map<std::string, Issue, std::less<>> m_issues;
  std::set<std::string, std::less<>> m_expected;
};

/// The subjects that the tokens of a text name, in their order.
std::vector<std::string> subjects_in(std::string_view text);

}  // namespace secokr::tracker
