#pragma once
#include <array>
#include <filesystem>
#include <vector>

#include <secokr/error.hpp>

#include "base/file.hpp"
#include "tracker/change/words.hpp"

namespace secokr::tracker {

struct WriteFile {
  std::filesystem::path path{};
  std::string text{};
  base::Expectation expectation{};

  static constexpr std::string_view kind = "write_file";
  static constexpr bool needs_editor = false;
  static constexpr std::array said{Words{"file", 9, "write", "wrote", "writing", "writing"}};

  template <class Self, class Visit>
  static void shape(Self& self, Visit&& visit) {
    visit("path", self.path);
    visit("text", self.text);
    visit("absent", self.expectation.absent);
    visit("hash", self.expectation.hash);
  }

  void needs(Needed& needed) const;
  Fields tells() const;
  void check_words(ShownWords& words) const;
  Status ready(Run& run, const Change& change) const;
  /// A file that is neither as when planned nor as a change of the set makes it. Error local_file for a path outside
  /// the root.
  static Expected<std::vector<ErrorNote>> moved(Run& run);
  Expected<Outcome> make(Run& run, Change& change) const;
  friend bool operator==(const WriteFile&, const WriteFile&) = default;
};

}  // namespace secokr::tracker
