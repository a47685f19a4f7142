#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/quarter.hpp>

namespace secokr {

/// `FY28-Q1 Objective (Reference) title` (O5).
std::string objective_title(Quarter quarter, std::string_view reference, std::string_view title);
/// `FY28-Q1 KR1 (Reference) measurable title` (K2).
std::string key_result_title(Quarter quarter, int number, std::string_view reference, std::string_view title);

/// GitLab's limit, in characters (K6).
inline constexpr std::size_t longest_published_title = 255;

struct ParsedTitle {
  Quarter quarter{};
  std::optional<int> key_result{};  ///< its number; nothing for an objective
  std::string reference{};
  std::string title{};
};
/// Reads both shapes, also `FY22 Q3 KR1 (…) …`.
std::optional<ParsedTitle> parse_title(std::string_view text);

/// True for 1..60 characters, none of / ( ) # [ ] " and no line break (FORMATS.md 1).
bool valid_reference(std::string_view reference);

/// Which of the references a user's word means: those that equal it, else those that begin with it; case is ignored.
/// One index is a match, several are candidates.
std::vector<std::size_t> match_reference(std::string_view word, std::span<const std::string> references);

/// A KR as a user names it: `Security Training/KR2`, `FY28-Q1/Security Training/KR2`, `12`, `#12`, `local:12`, or a URL
/// ending in
/// `/issues/12` or `/work_items/12`.
struct KeyResultName {
  std::optional<Quarter> quarter{};
  std::string reference{};      ///< or a unique prefix of it
  std::optional<int> number{};  ///< nothing when only an objective is named
  std::optional<long> iid{};
};
std::optional<KeyResultName> parse_key_result_name(std::string_view text);

}  // namespace secokr
