#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/day.hpp>

#include "cli/core/binder.hpp"

namespace secokr::cli {

/// `--override RULE --reason TEXT`: one rule overridden by name and with a reason.
struct Override {
  std::string rule{};  ///< as typed: a rule's ID, or `brake`
  std::string reason{};
};

/// The flags that every command takes, before or behind its name (CLI.md 2).
struct GlobalOptions {
  std::optional<std::string> directory{};  ///< -C
  std::optional<std::string> config{};
  std::optional<std::string> quarter{};  ///< as typed; `Context::quarter` reads it
  std::optional<std::string> tracker{};
  std::optional<std::string> project{};
  std::optional<std::string> host{};
  std::optional<std::string> user{};
  std::optional<Day> as_of{};
  std::optional<std::string> format{};
  bool json = false;
  bool no_input = false;
  bool dry_run = false;
  bool yes = false;
  std::vector<Override> overrides{};
  bool quiet = false;
  bool verbose = false;
  bool no_color = false;
  bool version = false;
  bool help = false;

  /// As typed, before they were paired.
  std::vector<std::string> override_rules{};
  std::vector<std::string> override_reasons{};
};

/// The internal name under which a `--reason` that belongs to an `--override` is passed on.
inline constexpr std::string_view override_reason_name = "--override-reason";

void bind_global_options(OptionBinder& binder, GlobalOptions& options);
/// The same for who only tells of them.
std::vector<OptionDeclaration> global_declarations();

}  // namespace secokr::cli
