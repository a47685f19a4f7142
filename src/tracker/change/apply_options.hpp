#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

#include "tracker/change/words.hpp"

namespace secokr::tracker {

struct ApplyOptions {
  std::filesystem::path root{};  ///< files of the set are relative to it
  /// Called on a description after its tokens were filled in, before it is sent (secokr renews its block's `sum`
  /// there).
  std::function<std::string(std::string)> seal{};
  /// For a set that was planned at another time: each issue that is edited must show what its change has as `before`,
  /// or as `after` (then it is done already), in title, labels, assignee, due, state and confidential; so must each
  /// label that is defined. What is to be created may stand there as it is to be made. Each file that the set writes or
  /// was planned from must be as it was then, or as the set makes it. Error refused that names all that does not fit
  /// (FORMATS.md 5).
  bool exact = false;
  /// Called before each change: how many are done, how many there are.
  std::function<void(std::size_t done, std::size_t all, const Change& change)> progress{};
};

}  // namespace secokr::tracker
