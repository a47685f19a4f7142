#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace secokr::render {

/// What became of a fact, for those that say more in a few words than as a value before and one after.
struct FactWords {
  std::string name{};   ///< `Dependency on IT`, `Milestone 2`, `Number`
  std::string words{};  ///< `confirmed by @it-manager on 2027-01-04`, `done`, `was KR2`
};
/// For "Answers 1", "Done 2" and "Number", by the names of `documents::facts_of`; nothing for a plain field. `team` is
/// the one that was asked, where that is known.
std::optional<FactWords> fact_words(std::string_view field, std::string_view team, std::string_view before,
                                    std::string_view after);

}  // namespace secokr::render
