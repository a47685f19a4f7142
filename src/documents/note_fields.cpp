#include "documents/note_fields.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

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

void read_field(std::string_view field, WeeklyUpdate& update, bool& has_progress) {
  const std::size_t colon = field.find(':');
  if (colon == std::string_view::npos) return;
  const std::string_view name = base::trim(field.substr(0, colon));
  const std::string_view value = base::trim(field.substr(colon + 1));
  if (base::equals_folded(name, "Progress"))
    has_progress = read_note_progress(value, update) || has_progress;
  else if (base::equals_folded(name, "Value"))
    read_value(value, update);
  else if (base::equals_folded(name, "Health"))
    update.health = parse_health(value);
  else if (base::equals_folded(name, "Milestones at risk"))
    read_milestones(value, update);
}

std::string value_field(const WeeklyUpdate& update, const std::string& number) {
  return std::string(base::trim_right("Value: " + number + without_dots(one_line(update.unit))));
}

/// The line of the fields, milestones at risk included, and the line of the risk.
std::string with_more(std::vector<std::string> fields, const WeeklyUpdate& update) {
  std::vector<std::string> milestones;
  for (const int number : update.milestones_at_risk) milestones.push_back(std::to_string(number));
  if (!milestones.empty()) fields.push_back("Milestones at risk: " + base::join(milestones, ", "));
  std::string text = base::join(fields, k_dot) + "\n";
  const std::string risk = one_line(update.risk);
  if (!risk.empty()) text += "\nRisk: " + risk + "\n";
  return text;
}

}  // namespace

std::string note_fields_text(const WeeklyUpdate& update) {
  std::vector<std::string> fields{"Progress: " + base::format_number(shown(update.progress)) + "%"};
  if (update.value) fields.push_back(value_field(update, base::format_number(*update.value) + " "));
  if (update.health) fields.push_back("Health: " + std::string(to_string(*update.health)));
  return with_more(std::move(fields), update);
}

std::string open_note_fields_text(const WeeklyUpdate& update, bool has_progress) {
  std::vector<std::string> fields;
  const std::string progress = has_progress ? base::format_number(shown(update.progress)) : "";
  fields.push_back("Progress: " + progress + "%");
  if (update.value || !update.unit.empty())
    fields.push_back(value_field(update, update.value ? base::format_number(*update.value) + " " : ""));
  fields.push_back("Health: " + std::string(update.health ? to_string(*update.health) : ""));
  return with_more(std::move(fields), update);
}

bool read_note_progress(std::string_view text, WeeklyUpdate& update) {
  if (text.ends_with('%')) text.remove_suffix(1);
  const auto number = base::parse_number(base::trim(text));
  if (number) update.progress = std::clamp(*number, 0.0, 100.0);
  return number.has_value();
}

void read_note_fields(std::string_view text, WeeklyUpdate& update, bool& has_progress) {
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
        read_field(rest.substr(0, dot), update, has_progress);
        rest.remove_prefix(dot + k_dot.size());
      }
      read_field(rest, update, has_progress);
    }
  }
}

}  // namespace secokr::documents
