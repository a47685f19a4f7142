#include "cli/ask/prompt_words.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace secokr::cli {
namespace {

/// Every `from` as `to`; true where there was one.
bool replace_all(std::string& text, std::string_view from, std::string_view to) {
  bool found = false;
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
    found = true;
  }
  return found;
}

/// Words about a file, where the answer is typed as a whole.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> about_files{{
    {"add a metric, such as", "type"},
    {"give one of the two another reference", "type another reference"},
    {"followed by its link", "its link"},
    {", one person, below its heading", ", one person"},
    {", or take the line out", ""},
    {"write what belongs there", "type what belongs there"},
    {"choose a day from", "type it again with a day from"},
}};

void say_type(std::string& hint, std::string_view verb) {
  if (base::fold_case(hint).starts_with(std::string(verb) + " ")) {
    const bool is_capital = hint.front() >= 'A' && hint.front() <= 'Z';
    hint.replace(0, verb.size(), is_capital ? "Type" : "type");
  }
  replace_all(hint, " " + std::string(verb) + " ", " type ");
}

/// `- Metric: ` of "- Metric: baseline", where the field is this one; `Contributed by` is another.
std::string in_file(const std::string& hint, const std::string& option) {
  for (auto at = hint.find("- "); at != std::string::npos; at = hint.find("- ", at + 1)) {
    const auto colon = hint.find(": ", at);
    if (colon == std::string::npos) break;
    if (base::slug(hint.substr(at + 2, colon - at - 2)) == option) return hint.substr(at, colon + 2 - at);
  }
  return {};
}

/// `--metric 'rate from 62 to 90 %'` is what stands in its quotes.
void take_option_out(std::string& hint, const std::string& option) {
  for (auto at = hint.find(option); at != std::string::npos; at = hint.find(option, at)) {
    hint.erase(at, option.size());
    const auto closing = hint.find('\'', at + 1);
    if (at >= hint.size() || hint[at] != '\'' || closing == std::string::npos) continue;
    hint.erase(closing, 1);
    hint.erase(at, 1);
  }
}

}  // namespace

std::string hint_at_prompt(std::string hint, const std::string& field) {
  const std::string option = base::slug(field.starts_with("--") ? field.substr(2) : field);
  const bool is_milestone = option == "milestone";
  if (is_milestone && (hint.find("DRI: @") != std::string::npos || hint.find("- [ ]") != std::string::npos))
    return "type it as DESCRIPTION; @DRI; DATE";
  // What goes into another field is asked for by another question, or edited later.
  if (const auto other = hint.find(", and keep @"); other != std::string::npos) hint.erase(other);
  for (std::string item = in_file(hint, option); !item.empty(); item = in_file(hint, option)) {
    replace_all(hint, item, "");
    std::erase(hint, '`');
    say_type(hint, "write");
  }
  take_option_out(hint, "--" + option + " ");
  for (const auto& [from, to] : about_files) replace_all(hint, from, to);
  say_type(hint, "give");
  return hint;
}

}  // namespace secokr::cli
