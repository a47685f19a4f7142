#include <secokr/placeholder.hpp>

#include <array>

#include "base/text.hpp"

namespace secokr {
namespace {

// The phrases that a template leaves to be replaced; seed 1's, seed 2's, then those of templates/objective-file.md.
constexpr std::array<std::string_view, 29> k_phrases{
    "`add here`",
    "YYYY-MM-DD",
    "what do you need to be successful",
    "what do you need to be succcessful",
    "FYxx-Qx",
    "OKR Title Reference",
    "what is the desired outcome of this OKR",
    "what is the desired outcome of this KR",
    "how will you measure success?",
    "what security roadmap item does this OKR support",
    "`dependency description`",
    "(tag stakeholder)",
    "any budget required to execute this OKR",
    "link to Ally OKR record",
    "Percentage complete: XX%",
    "On Schedule/At Risk/Behind Schedule",
    "what did you accomplish this week?",
    "what will you work on next week?",
    "(list of what tasks were completed since last update)",
    "(list of what needs to happen in the next",
    "<objective title>",
    "<short reference>",
    "<short measurable title>",
    "<username>",
    "<area>",
    "<team>",
    "<name of the risk>",
    "<what is needed>",
    "<what will be done>",
};

/// `{{…}}` on one line, as written.
std::optional<std::string> braces_in(std::string_view text) {
  for (std::size_t open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", open + 1)) {
    const std::size_t close = text.find("}}", open + 2);
    const std::size_t line_end = text.find('\n', open);
    if (close != std::string_view::npos && close < line_end) return std::string(text.substr(open, close + 2 - open));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> placeholder_in(std::string_view text) {
  const std::string folded = base::fold_case(text);
  for (const std::string_view phrase : k_phrases)
    if (folded.find(base::fold_case(phrase)) != std::string::npos) return std::string(phrase);
  // Seed 1's phrase stands in back-ticks; people take those away before they take away the words.
  if (base::trim(folded) == "add here") return "add here";
  return braces_in(text);
}

}  // namespace secokr
