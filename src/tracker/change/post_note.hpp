#pragma once
#include <array>
#include <optional>

#include <secokr/error.hpp>

#include "tracker/change/words.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::tracker {

/// Edits note_id where given; without an iid on the change's subject.
struct PostNote {
  IssueRef ref{};
  std::optional<long> note_id{};
  std::string body{};
  std::string health{};  ///< as NewNote::health
  /// What the edited note says when the set is planned; nothing = whatever it says.
  std::optional<std::string> body_before{};
  /// A text that each note for the same purpose carries: a new note is refused where a note of mine with it is newer
  /// than `newest_before`. Empty = not looked for.
  std::string purpose{};
  long newest_before = 0;

  static constexpr std::string_view kind = "post_note";
  static constexpr bool needs_editor = false;
  static constexpr std::array said{Words{"note", 6, "note", "posted", "posting a note on", "writing a note on"}};

  template <class Self, class Visit>
  static void shape(Self& self, Visit&& visit) {
    visit("project", self.ref.project);
    visit("iid", self.ref.iid);
    visit("note_id", self.note_id);
    visit("body", self.body);
    visit("health", self.health);
    visit("body_before", self.body_before);
    visit("purpose", self.purpose);
    visit("newest_before", self.newest_before);
  }

  const std::string& place() const { return ref.project; }
  /// Whose issue the note is posted on.
  const std::string& subject_in(const Change& change) const;
  void needs(Needed& needed) const;
  Fields tells() const;
  void check_words(ShownWords& words) const;
  Expected<Outcome> make(Run& run, Change& change) const;
  friend bool operator==(const PostNote&, const PostNote&) = default;
};

}  // namespace secokr::tracker
