#include "documents/note/health_words.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "base/text.hpp"

namespace secokr::documents {
namespace {

struct HealthSign {
  std::string_view text;
  Health health;
  bool is_enough = true;  ///< says a health alone; else it only goes with words
};

constexpr std::array<HealthSign, 25> k_health_signs{{
    {"on track", Health::on_track},
    {"on-track", Health::on_track},
    {"on_track", Health::on_track},
    {"ontrack", Health::on_track},
    {"on schedule", Health::on_track},
    {":white_check_mark:", Health::on_track},
    {"✅", Health::on_track},
    {"🟢", Health::on_track, false},
    {":green_circle:", Health::on_track, false},
    {"needs attention", Health::needs_attention},
    {"needs-attention", Health::needs_attention},
    {"needs_attention", Health::needs_attention},
    {"behind schedule", Health::needs_attention},
    {":warning:", Health::needs_attention},
    {"⚠", Health::needs_attention},
    {"🟡", Health::needs_attention, false},
    {"🟠", Health::needs_attention, false},
    {":yellow_circle:", Health::needs_attention, false},
    {"at risk", Health::at_risk},
    {"at-risk", Health::at_risk},
    {"at_risk", Health::at_risk},
    {":octagonal_sign:", Health::at_risk},
    {"🛑", Health::at_risk},
    {"🔴", Health::at_risk, false},
    {":red_circle:", Health::at_risk, false},
}};

struct Meaning {
  std::string_view word;
  Health health;
};
/// What people say for a health, and what nobody may take for one unasked.
constexpr std::array<Meaning, 26> k_meanings{{
    {"green", Health::on_track},
    {"good", Health::on_track},
    {"ok", Health::on_track},
    {"okay", Health::on_track},
    {"fine", Health::on_track},
    {"healthy", Health::on_track},
    {"on plan", Health::on_track},
    {"on time", Health::on_track},
    {"🟢", Health::on_track},
    {"yellow", Health::needs_attention},
    {"amber", Health::needs_attention},
    {"orange", Health::needs_attention},
    {"🟡", Health::needs_attention},
    {"🟠", Health::needs_attention},
    {"delayed", Health::needs_attention},
    {"behind", Health::needs_attention},
    {"slipping", Health::needs_attention},
    {"attention", Health::needs_attention},
    {"red", Health::at_risk},
    {"🔴", Health::at_risk},
    {"blocked", Health::at_risk},
    {"off track", Health::at_risk},
    {"critical", Health::at_risk},
    {"stuck", Health::at_risk},
    {"risk", Health::at_risk},
    {"bad", Health::at_risk},
}};

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// ASCII lower case: offsets stay.
std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

/// Offset of the phrase, as whole words.
std::size_t find_words(std::string_view text, std::string_view phrase, std::size_t from = 0) {
  for (std::size_t at = text.find(phrase, from); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    const bool left = at == 0 || !is_word_byte(text[at - 1]) || !is_word_byte(phrase.front());
    const std::size_t end = at + phrase.size();
    const bool right = end == text.size() || !is_word_byte(text[end]) || !is_word_byte(phrase.back());
    if (left && right) return at;
  }
  return std::string_view::npos;
}

/// Marks around words: emphasis, code, punctuation, the variation selector of an emoji.
bool is_mark_at(std::string_view text, std::size_t at) {
  return std::string_view(" \t*_`~.:;,!-|/").find(text[at]) != std::string_view::npos ||
         static_cast<unsigned char>(text[at]) == 0xEF || static_cast<unsigned char>(text[at]) == 0xB8 ||
         static_cast<unsigned char>(text[at]) == 0x8F;
}

std::string nearest_health(const std::string& folded) {
  for (const Meaning& meaning : k_meanings)
    if (find_words(folded, meaning.word) != std::string::npos) return std::string(to_string(meaning.health));
  std::vector<std::string> names;
  for (const Health health : {Health::on_track, Health::needs_attention, Health::at_risk})
    names.emplace_back(to_string(health));
  return base::nearest(folded, names).value_or("");
}

struct FoundSign {
  const HealthSign* sign = nullptr;
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<FoundSign> signs_in(std::string_view folded) {
  std::vector<FoundSign> found;
  for (const HealthSign& sign : k_health_signs)
    for (std::size_t at = find_words(folded, sign.text); at != std::string_view::npos;
         at = find_words(folded, sign.text, at + 1))
      found.push_back({&sign, at, at + sign.text.size()});
  std::ranges::sort(found, {}, &FoundSign::begin);
  return found;
}

}  // namespace

HealthWords read_health_words(std::string_view text) {
  HealthWords words;
  const std::string folded = lowered(text);
  const std::vector<FoundSign> found = signs_in(folded);
  std::set<Health> healths;
  for (const FoundSign& each : found) healths.insert(each.sign->health);
  words.is_template = healths.size() == 3;
  const bool is_enough = std::ranges::any_of(found, [](const FoundSign& each) { return each.sign->is_enough; });
  const std::size_t first_sign = found.empty() ? text.size() : found.front().begin;
  std::size_t first = 0;
  while (first < first_sign && is_mark_at(text, first)) ++first;
  if (healths.size() != 1 || !is_enough || found.front().begin != first) {
    if (healths.size() < 2) words.nearest = nearest_health(folded);
    return words;
  }
  words.begin = first;
  words.end = found.front().end;
  // A sign and its words go together: "🟢 On Track".
  for (const FoundSign& each : found) {
    std::size_t gap = words.end;
    while (gap < each.begin && is_mark_at(text, gap)) ++gap;
    if (gap >= each.begin) words.end = std::max(words.end, each.end);
  }
  words.health = *healths.begin();
  std::size_t rest = words.end;
  while (rest < text.size() && is_mark_at(text, rest)) ++rest;
  words.rest = base::trim(text.substr(rest));
  return words;
}

}  // namespace secokr::documents
