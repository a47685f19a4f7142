#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/run/update.hpp"
#include "cli/core/context.hpp"
#include "cli/write/keep.hpp"

namespace secokr::cli {

/// What the line of `secokr update` says.
struct UpdateOptions {
  std::vector<std::string> names{};
  std::optional<std::string> file{};
  std::optional<std::string> input{};  ///< what was read for `--file -`
  std::optional<std::string> value{};
  std::optional<std::string> progress{};  ///< a percentage, or "auto"
  std::optional<std::string> health{};
  std::optional<std::string> state{};
  std::vector<std::string> milestones{};
  std::optional<Day> week{};
  app::UpdateRequest request{};
};

/// What the flags say of one update. Error usage.
Expected<app::UpdateRequest> request_of(const UpdateOptions& options);

/// Finds what the updates are about (those that are named, a file's, or all of mine), asks for what is missing, and
/// posts them. What is typed at questions is given to `keep`.
Expected<int> go_update(Context& context, const app::Ports& ports, const UpdateOptions& options, Keep& keep);

}  // namespace secokr::cli
