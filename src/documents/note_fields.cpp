#include "documents/note_fields.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "documents/lines.hpp"

namespace secokr::documents {
namespace {

constexpr std::string_view k_dot = " · ";

/// 69.6 for 69.64 and 69.69: down, so that a bar is not passed by writing.
double shown(double percent) {
  // A tenth that binary cannot hold (0.3 as 0.2999…) is still that tenth.
  return std::floor(std::clamp(percent, 0.0, 100.0) * 10 + 1e-7) / 10;
}

/// " · " parts the fields, so a unit holds none.
std::string without_dots(std::string text) {
  for (std::size_t at = text.find(k_dot); at != std::string::npos; at = text.find(k_dot))
    text.replace(at, k_dot.size(), " ");
  return text;
}

void read_value(std::string_view text, WeeklyUpdate& update) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789.,+-"), text.size());
  update.value = base::parse_number(text.substr(0, end));
  if (update.value) update.unit = base::trim(text.substr(end));
}

void read_milestones(std::string_view text, WeeklyUpdate& update) {
  for (const std::string_view part : base::split(text, ',')) {
    const std::string_view digits = base::trim(part);
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc{} && end == digits.data() + digits.size() && number > 0)
      update.milestones_at_risk.push_back(number);
  }
}

void read_progress(std::string_view text, WeeklyUpdate& update) {
  if (text.ends_with('%')) text.remove_suffix(1);
  if (const auto number = base::parse_number(base::trim(text))) update.progress = std::clamp(*number, 0.0, 100.0);
}

void read_field(std::string_view field, WeeklyUpdate& update) {
  const std::size_t colon = field.find(':');
  if (colon == std::string_view::npos) return;
  const std::string_view name = base::trim(field.substr(0, colon));
  const std::string_view value = base::trim(field.substr(colon + 1));
  if (base::equals_folded(name, "Progress"))
    read_progress(value, update);
  else if (base::equals_folded(name, "Value"))
    read_value(value, update);
  else if (base::equals_folded(name, "Health"))
    update.health = parse_health(value);
  else if (base::equals_folded(name, "Milestones at risk"))
    read_milestones(value, update);
}

}  // namespace

std::string note_fields_text(const WeeklyUpdate& update) {
  std::string text = "Progress: " + base::format_number(shown(update.progress)) + "%";
  if (update.value) {
    const std::string unit = without_dots(one_line(update.unit));
    text += std::string(k_dot) + "Value: " + base::format_number(*update.value) + (unit.empty() ? "" : " " + unit);
  }
  if (update.health) text += std::string(k_dot) + "Health: " + std::string(to_string(*update.health));
  std::string milestones;
  for (const int number : update.milestones_at_risk)
    milestones += (milestones.empty() ? "" : ", ") + std::to_string(number);
  if (!milestones.empty()) text += std::string(k_dot) + "Milestones at risk: " + milestones;
  text += "\n";
  const std::string risk = one_line(update.risk);
  if (!risk.empty()) text += "\nRisk: " + risk + "\n";
  return text;
}

void read_note_fields(std::string_view text, WeeklyUpdate& update) {
  constexpr std::string_view risk = "Risk:";
  bool fields_read = false;
  for (const Line& line : lines_of(text)) {
    const std::string_view content = base::trim(line.text);
    if (content.empty()) continue;
    if (base::equals_folded(content.substr(0, risk.size()), risk)) {
      update.risk = base::trim(content.substr(risk.size()));
    } else if (!fields_read) {
      // The first line of text carries the fields (PROCESS.md 6).
      fields_read = true;
      std::string_view rest = content;
      for (std::size_t dot = rest.find(k_dot); dot != std::string_view::npos; dot = rest.find(k_dot)) {
        read_field(rest.substr(0, dot), update);
        rest.remove_prefix(dot + k_dot.size());
      }
      read_field(rest, update);
    }
  }
}

}  // namespace secokr::documents
