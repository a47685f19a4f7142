#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tracker/change/change_set.hpp"

// What a change shows to people, held against what it does.
namespace secokr::tracker {

/// What the words of a change say otherwise than its payload does, or pass over.
class ShownWords {
 public:
  ShownWords(const ChangeSet& whole, const Change& one) : set(whole), change(one) {}

  void add(std::string what) { found.push_back(std::move(what)); }
  /// The payload sets the field: the words must say so.
  void does(std::string_view field, const std::string& value);
  /// What is shown and not done; of a field that stays the words may repeat the value. `may_tell_more`: of a text, in
  /// other fields than those that trackers keep.
  void nothing_else(bool may_tell_more = false);
  void named(const std::string& subject);

  const ChangeSet& set;
  const Change& change;
  std::vector<std::string> found{};  ///< a sentence's part each

 private:
  std::vector<std::string> m_done{};
};

/// What the change's words say otherwise than its payload does, or pass over, a sentence's part each: a plan that is
/// read back may have been written by anybody. The lines of a file are not looked at here.
std::vector<std::string> unshown(const ChangeSet& set, const Change& change);

/// What the words do not tell whole, from the payload alone: which issue it is, the text that is written.
Fields told_by_payload(const Change& change);

}  // namespace secokr::tracker
