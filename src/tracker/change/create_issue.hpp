#pragma once
#include <array>
#include <vector>

#include <secokr/error.hpp>

#include "tracker/change/words.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::tracker {

struct CreateIssue {
  NewIssue issue{};

  static constexpr std::string_view kind = "create_issue";
  static constexpr bool needs_editor = true;
  static constexpr bool makes_issue = true;
  static constexpr std::array said{Words{"create", 1, "create", "created", "creating", "creating"}};

  template <class Self, class Visit>
  static void shape(Self& self, Visit&& visit) {
    visit("marker", self.issue.marker);
    visit("title", self.issue.title);
    visit("description", self.issue.description);
    visit("labels", self.issue.labels);
    visit("assignees", self.issue.assignees);
    visit("due", self.issue.due);
    visit("confidential", self.issue.confidential);
    visit("strangers", self.issue.strangers);
  }

  void needs(Needed& needed) const;
  Fields tells() const;
  void check_words(ShownWords& words) const;
  /// Refused where an issue holds the marker of one that is to be created. One question for all.
  static Status fits(Run& run);
  /// One that stands there as it is to be made, by somebody who may edit issues, becomes its subject's.
  static Expected<std::vector<ErrorNote>> moved(Run& run);
  Expected<Outcome> make(Run& run, Change& change) const;
  friend bool operator==(const CreateIssue&, const CreateIssue&) = default;
};

}  // namespace secokr::tracker
