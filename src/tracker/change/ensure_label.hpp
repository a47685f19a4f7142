#pragma once
#include <array>
#include <vector>

#include <secokr/error.hpp>

#include "tracker/change/words.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::tracker {

struct EnsureLabel {
  Label label{};
  LabelHome home{};

  static constexpr std::string_view kind = "ensure_label";
  static constexpr bool needs_editor = true;
  static constexpr std::array said{Words{"label", 3, "label", "defined", "setting the label of", "defining the label"}};

  template <class Self, class Visit>
  static void shape(Self& self, Visit&& visit) {
    visit("name", self.label.name);
    visit("color", self.label.color);
    visit("description", self.label.description);
    visit("project", self.home.project);
    visit("group", self.home.group);
  }

  const std::string& place() const { return home.group.empty() ? home.project : home.group; }
  /// `label:OKR`, `label:group:OKR`.
  std::string subject() const;
  void check_words(ShownWords& words) const;
  /// One question for each of the labels' homes.
  static Expected<std::vector<ErrorNote>> moved(Run& run);
  Expected<Outcome> make(Run& run, Change& change) const;
  friend bool operator==(const EnsureLabel&, const EnsureLabel&) = default;
};

}  // namespace secokr::tracker
