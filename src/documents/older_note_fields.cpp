#include "documents/older_note_fields.hpp"

#include <array>

#include "base/text.hpp"
#include "documents/lines.hpp"
#include "documents/note_fields.hpp"

namespace secokr::documents {
namespace {

struct Sign {
  std::string_view text;
  Health health;
};

// The emoji as typed, and as GitLab shows it.
constexpr std::array<Sign, 6> k_emoji{{{":white_check_mark:", Health::on_track},
                                       {"✅", Health::on_track},
                                       {":warning:", Health::needs_attention},
                                       {"⚠", Health::needs_attention},
                                       {":octagonal_sign:", Health::at_risk},
                                       {"🛑", Health::at_risk}}};
constexpr std::array<Sign, 3> k_words{
    {{"On Schedule", Health::on_track}, {"Behind Schedule", Health::needs_attention}, {"At Risk", Health::at_risk}}};

/// The one health whose emoji stands in the text.
std::optional<Health> health_by_emoji(std::string_view text) {
  std::optional<Health> found;
  for (const Sign& sign : k_emoji) {
    if (text.find(sign.text) == std::string_view::npos || found == sign.health) continue;
    if (found) return std::nullopt;
    found = sign.health;
  }
  return found;
}

std::optional<std::string_view> value_of(std::string_view line, std::string_view name) {
  if (!base::equals_folded(line.substr(0, name.size()), name)) return std::nullopt;
  return base::trim(line.substr(name.size()));
}

/// Without the bullet, emphasis or code marks around it.
std::string_view bare(std::string_view words) {
  constexpr std::string_view marks = "-*_` ";
  const std::size_t begin = words.find_first_not_of(marks);
  if (begin == std::string_view::npos) return {};
  return words.substr(begin, words.find_last_not_of(marks) - begin + 1);
}

}  // namespace

void read_older_note_fields(std::string_view text, WeeklyUpdate& update, bool& has_progress) {
  for (const Line& line : lines_of(text)) {
    const std::string_view content = base::trim(line.text);
    if (const auto status = value_of(content, "Status:")) update.health = health_by_emoji(*status);
    if (const auto percent = value_of(content, "Percentage complete:"))
      has_progress = read_note_progress(*percent, update);
    for (const Sign& word : k_words)
      if (base::equals_folded(bare(content), word.text)) update.health = word.health;
  }
}

}  // namespace secokr::documents
