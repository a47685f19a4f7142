#pragma once
#include <array>
#include <filesystem>

#include <secokr/error.hpp>

#include "tracker/change/words.hpp"

namespace secokr::tracker {

/// One line, appended once; the heading begins a new file.
struct AppendRecord {
  std::filesystem::path path{};
  std::string line{};
  std::string heading{};

  static constexpr std::string_view kind = "append_record";
  static constexpr bool needs_editor = false;
  static constexpr std::array said{Words{"record", 8, "record", "recorded", "adding a line to", "writing"}};

  template <class Self, class Visit>
  static void shape(Self& self, Visit&& visit) {
    visit("path", self.path);
    visit("line", self.line);
    visit("heading", self.heading);
  }

  void needs(Needed& needed) const;
  void check_words(ShownWords& words) const;
  Status ready(Run& run, const Change& change) const;
  Expected<Outcome> make(Run& run, Change& change) const;
  friend bool operator==(const AppendRecord&, const AppendRecord&) = default;
};

}  // namespace secokr::tracker
