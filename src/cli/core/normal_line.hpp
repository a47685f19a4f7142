#pragma once
#include <span>
#include <string>
#include <vector>

#include "cli/core/binder.hpp"
#include "secokr/error.hpp"

namespace secokr::cli {

/// Set before every value on its way through CLI11, which would take `[a,b]` apart, read `-x` as an option and pass
/// over an empty text.
constexpr char value_mark = '\x01';

/// A line that cannot be understood, and what to type instead.
Error parse_usage(std::string what, std::string help = {});

/// How the help of the command at `path` is asked for.
std::string help_line(const std::string& path);

/// The line as CLI11 reads it without guessing: `--name`, marked value; one short flag a word; marked positionals. An
/// `--override` and its `--reason` stand side by side. A value that is missing and one that a flag does not take are
/// usage errors.
Expected<std::vector<std::string>> normal_line(std::span<const std::string> args,
                                               std::span<const OptionDeclaration> declarations,
                                               const std::string& path);

}  // namespace secokr::cli
