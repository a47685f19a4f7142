#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/objective.hpp>

#include "documents/objective/document.hpp"
#include "domain/objective/okr_kind.hpp"

namespace secokr::documents {

/// A KR in an objective's issue: `- KR1: #12 title`. `reference` is the text for `#12`, which may still be a token of a
/// change set.
struct KeyResultLine {
  int number = 0;
  std::string reference{};
  std::string title{};
};

/// secokr's block in an issue's description (FORMATS.md 2), from its begin to its end marker, sealed with its `sum`.
/// Texts are neutralised (U6). What the issue says by other means is not in it: title and number are the issue's title,
/// the id stands in the marker, `Status` and `Published` make no sense there. Both headings of a KR's lists are always
/// written.
std::string render_objective_block(const Objective& objective, const std::vector<KeyResultLine>& key_results);
std::string render_key_result_block(const KeyResult& key_result);

/// A dependency as it stands on an issue: ticked once it is settled, declined and re-scoped ones too, or the issue
/// would count an open task for ever. Read is either.
Dependency on_issue(Dependency dependency);

/// What every block holds: one search for it finds all of secokr's issues.
inline constexpr std::string_view block_word = "secokr:begin";

/// The whole description of a new issue: the block inside the template's text.
std::string render_objective_description(const Objective& objective, const std::vector<KeyResultLine>& key_results);
std::string render_key_result_description(const KeyResult& key_result);

struct IssueBlock {
  std::string kind{};  ///< "objective" or "kr"
  std::string id{};
  std::string sum{};      ///< as the begin marker says
  bool intact = false;    ///< `sum` matches the text between (ticks and white space aside): nobody edited it by hand
  std::string text{};     ///< between the markers
  std::size_t begin = 0;  ///< offset of the begin marker in the description
  std::size_t end = 0;    ///< offset behind the end marker
  std::optional<Objective> objective{};      ///< by kind; texts are restored; without title, status and `published`
  std::optional<KeyResult> key_result{};     ///< number 0 and no title: the issue's title has them
  std::vector<KeyResultLine> key_results{};  ///< of an objective
  std::vector<Problem> problems{};           ///< lines count from the one below the begin marker
  /// Of them the one that spoils more than its own line: what is never closed, or a second end marker.
  std::optional<Problem> broken{};
};

/// Finds and reads secokr's block; nothing when there is none. Of several the first counts.
std::optional<IssueBlock> find_block(std::string_view description);

/// Reads what stands between the markers alone, as `published.json` keeps it: no id, no sum, no place. `kind` is
/// "objective" or "kr"; the text may hold tokens of a change set.
IssueBlock read_block(std::string_view kind, std::string_view text);

/// Renews the `sum` of the block in a description: what the executor calls once tokens are filled in.
std::string seal_block(std::string description);

/// `description` with its block replaced by `block`; the text of people around it stays. Without a block it is put at
/// the end.
std::string replace_block(std::string_view description, std::string_view block);

/// First 8 hex digits of the SHA-256 of the text after normalising line ends, trailing blanks and ticks.
std::string block_sum(std::string_view text);

}  // namespace secokr::documents
