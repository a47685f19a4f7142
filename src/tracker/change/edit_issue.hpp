#pragma once
#include <array>
#include <optional>
#include <vector>

#include <secokr/error.hpp>

#include "tracker/change/words.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::tracker {

/// By `ref` where its iid is not 0, else the subject's issue.
struct EditIssue {
  IssueRef ref{};
  std::string subject{};
  IssueEdit edit{};
  /// What the description says when the set is planned, where the new one was made from it: an issue that says anything
  /// but this or the new one is refused (error refused), before the first write of the set and again just before this
  /// one. Nothing = whatever it says.
  std::optional<std::string> description_before{};

  static constexpr std::string_view kind = "edit_issue";
  static constexpr bool needs_editor = true;
  static constexpr std::array said{Words{"edit", 2, "edit", "edited", "editing", "editing"},
                                   Words{"close", 7, "close", "closed", "closing", "closing"}};
  const Words& words() const { return said[edit.state == IssueState::closed ? 1 : 0]; }

  template <class Self, class Visit>
  static void shape(Self& self, Visit&& visit) {
    visit("project", self.ref.project);
    visit("iid", self.ref.iid);
    visit("subject", self.subject);
    visit("title", self.edit.title);
    visit("description", self.edit.description);
    visit("description_before", self.description_before);
    visit("add_labels", self.edit.add_labels);
    visit("remove_labels", self.edit.remove_labels);
    visit("assignees", self.edit.assignees);
    visit("due", self.edit.due);
    visit("confidential", self.edit.confidential);
    visit("state", self.edit.state);
  }

  const std::string& place() const { return ref.project; }
  /// Whose issue is edited.
  const std::string& subject_in(const Change& change) const;
  void needs(Needed& needed) const;
  Fields tells() const;
  void check_words(ShownWords& words) const;
  /// Refused where an issue is gone, or its description was edited meanwhile. One question a project.
  static Status fits(Run& run);
  /// An issue that is neither as `before` nor as `after` in a field, and one that is gone.
  static Expected<std::vector<ErrorNote>> moved(Run& run);
  Expected<Outcome> make(Run& run, Change& change) const;
  friend bool operator==(const EditIssue&, const EditIssue&) = default;
};

/// A field that every tracker keeps as it was sent, and how two texts of it are compared.
struct KeptField {
  std::string_view name;
  std::string (*now)(const Issue& issue);
  std::string (*plain)(const std::string& text);
};
const std::array<KeptField, 6>& kept_fields();
/// Null where it is none of them.
const KeptField* kept_field(std::string_view name);

/// Shows one of them as it is, and as the edit makes it.
void show_value(Change& change, std::string_view field, const Issue& now, const IssueEdit& edit);

}  // namespace secokr::tracker
