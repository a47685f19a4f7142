#pragma once
#include <array>

#include <secokr/error.hpp>

#include "tracker/change/words.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::tracker {

struct LinkIssues {
  std::string from_subject{};
  std::string to_subject{};
  LinkType type = LinkType::relates_to;
  bool unlinks = false;  ///< takes the link away; a plan tells it by its action alone

  static constexpr std::string_view kind = "link_issues";
  static constexpr bool needs_editor = true;
  static constexpr std::array said{Words{"link", 4, "link", "linked", "linking", "linking"},
                                   Words{"unlink", 5, "unlink", "unlinked", "unlinking", "unlinking"}};
  const Words& words() const { return said[unlinks ? 1 : 0]; }
  void take_action(std::string_view action) { unlinks = action == said[1].action; }

  template <class Self, class Visit>
  static void shape(Self& self, Visit&& visit) {
    visit("from", self.from_subject);
    visit("to", self.to_subject);
    visit("type", self.type);
  }

  void needs(Needed& needed) const;
  Fields tells() const;
  void check_words(ShownWords& words) const;
  Expected<Outcome> make(Run& run, Change& change) const;
  friend bool operator==(const LinkIssues&, const LinkIssues&) = default;
};

}  // namespace secokr::tracker
