#include "documents/note/headings.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "domain/calendar/week_words.hpp"

namespace secokr::documents {
namespace {

using Phrase = std::string_view;

struct SectionPhrase {
  NotePart part;
  Phrase words;
  bool is_plain_enough;  ///< nobody writes it but as the heading, so it needs no mark
};

constexpr std::array<SectionPhrase, 30> k_section_phrases{{
    {NotePart::accomplished, "what was accomplished this week", true},
    {NotePart::accomplished, "what we accomplished this week", true},
    {NotePart::accomplished, "what i accomplished this week", true},
    {NotePart::accomplished, "what we have accomplished this week", true},
    {NotePart::accomplished, "what has been accomplished this week", true},
    {NotePart::accomplished, "what was done this week", true},
    {NotePart::accomplished, "what we did this week", true},
    {NotePart::accomplished, "what was accomplished", false},
    {NotePart::accomplished, "accomplished this week", false},
    {NotePart::accomplished, "accomplishments this week", false},
    {NotePart::accomplished, "completed this week", false},
    {NotePart::accomplished, "done this week", false},
    {NotePart::accomplished, "accomplished", false},
    {NotePart::accomplished, "accomplishments", false},
    {NotePart::accomplished, "completed", false},
    {NotePart::accomplished, "this week", false},
    {NotePart::next, "what will be accomplished next week", true},
    {NotePart::next, "what we will accomplish next week", true},
    {NotePart::next, "what i will accomplish next week", true},
    {NotePart::next, "what will be done next week", true},
    {NotePart::next, "what we will do next week", true},
    {NotePart::next, "what will be accomplished", false},
    {NotePart::next, "planned for next week", false},
    {NotePart::next, "plan for next week", false},
    {NotePart::next, "plans for next week", false},
    {NotePart::next, "to be accomplished next week", false},
    {NotePart::next, "next week", false},
    {NotePart::next, "next steps", false},
    {NotePart::next, "next step", false},
    {NotePart::next, "what is next", false},
}};

constexpr std::array<Phrase, 11> k_title_phrases{"weekly kr update",
                                                 "weekly objective update",
                                                 "weekly okr update",
                                                 "weekly key result update",
                                                 "kr weekly update",
                                                 "objective weekly update",
                                                 "key result weekly update",
                                                 "weekly kr updates",
                                                 "weekly kr status update",
                                                 "weekly update",
                                                 "weekly updates"};
constexpr std::array<Phrase, 16> k_connectors{"for",    "the",        "week", "starting", "starts", "beginning",
                                              "begins", "commencing", "on",   "of",       "from",   "in",
                                              "at",     "w",          "c",    "as"};

struct HeadingWord {
  std::string text{};
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_plain_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// The length of a letter or digit at `at`; 0 for marks, blanks and emoji.
std::size_t letter_at(std::string_view line, std::size_t at) {
  if (is_plain_letter(line[at])) return 1;
  const auto byte = static_cast<unsigned char>(line[at]);
  // Two bytes are letters; symbols and emoji have three that begin with E2, or four.
  if (byte >= 0xC3 && byte < 0xE0) return 2;
  if (byte > 0xE2 && byte < 0xEF) return 3;
  return 0;
}

/// `:tada:` is a mark. Its length, 0 where none begins.
std::size_t emoji_code_at(std::string_view line, std::size_t at) {
  if (line[at] != ':' || at + 1 == line.size() || line[at + 1] < 'a' || line[at + 1] > 'z') return 0;
  const std::size_t end = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_+-", at + 1);
  return end != std::string_view::npos && line[end] == ':' && end > at + 1 ? end + 1 - at : 0;
}

std::vector<HeadingWord> heading_words_of(std::string_view line) {
  std::vector<HeadingWord> words;
  for (std::size_t at = 0; at < line.size();) {
    if (const std::size_t code = emoji_code_at(line, at); code > 0) {
      at += code;
      continue;
    }
    const std::size_t begin = at;
    while (at < line.size() && letter_at(line, at) > 0) at += letter_at(line, at);
    at = std::min(at, line.size());
    if (at > begin)
      words.push_back({base::fold_case(line.substr(begin, at - begin)), begin, at});
    else
      ++at;
  }
  return words;
}

std::vector<std::string_view> words_of_phrase(Phrase phrase) { return base::split(phrase, ' '); }

bool begins_with(const std::vector<HeadingWord>& words, Phrase phrase) {
  const auto wanted = words_of_phrase(phrase);
  return words.size() >= wanted.size() &&
         std::equal(wanted.begin(), wanted.end(), words.begin(),
                    [](std::string_view want, const HeadingWord& have) { return have.text == want; });
}

enum class HeadingMark { plain, marked };

/// A line as a heading might be: what stands before its first word, and how it is marked.
struct MarkedLine {
  std::string_view line{};
  HeadingMark mark = HeadingMark::plain;
  std::size_t lines = 1;
  std::vector<HeadingWord> words{};
};

bool is_underline(std::string_view line) {
  const std::string_view marks = base::trim(line);
  return marks.size() > 1 && (marks.find_first_not_of('=') == std::string_view::npos ||
                              marks.find_first_not_of('-') == std::string_view::npos);
}

/// Nothing for a line that cannot be a heading: a list item, a quote, a table, an indented line.
std::optional<MarkedLine> marked_line(std::span<const Line> lines, std::size_t index) {
  const std::string_view line = lines[index].text;
  MarkedLine marked{.line = line};
  const std::size_t first = line.find_first_not_of(' ');
  if (first > 3 || line.size() > 400) return std::nullopt;
  const std::string_view begin = line.substr(first);
  const bool is_hash = begin.front() == '#' && begin.find_first_not_of('#') <= 6;
  const bool is_bold = begin.starts_with("**") || begin.starts_with("__");
  if (!is_hash && first > 0) return std::nullopt;
  marked.words = heading_words_of(line);
  if (marked.words.empty()) return std::nullopt;
  for (std::size_t at = first; at < marked.words.front().begin;) {
    const std::size_t code = emoji_code_at(line, at);
    const bool is_mark = std::string_view(" \t*_#`~").find(line[at]) != std::string_view::npos ||
                         static_cast<unsigned char>(line[at]) >= 0x80;
    if (code == 0 && !is_mark) return std::nullopt;
    at += std::max<std::size_t>(code, 1);
  }
  if (begin.front() == '*' && !is_bold && begin.size() > 1 && (begin[1] == ' ' || begin[1] == '\t'))
    return std::nullopt;
  const bool is_underlined = index + 1 < lines.size() && is_underline(lines[index + 1].text);
  if (is_underlined && !is_hash) marked.lines = 2;
  if (is_hash || is_bold || is_underlined) marked.mark = HeadingMark::marked;
  return marked;
}

/// What stands behind the heading's last word: nothing but marks, or a colon and text.
struct HeadingTail {
  bool is_end = false;
  std::size_t text_begin = 0;  ///< behind a colon
};

HeadingTail tail_behind(std::string_view line, std::size_t at) {
  bool colon = false;
  while (at < line.size()) {
    if (const std::size_t code = emoji_code_at(line, at); code > 0) {
      at += code;
      continue;
    }
    const bool is_emoji = static_cast<unsigned char>(line[at]) >= 0x80 && letter_at(line, at) == 0;
    if (line[at] == ':')
      colon = true;
    else if (!is_emoji && std::string_view(" \t*_#`~.!?").find(line[at]) == std::string_view::npos)
      return {.text_begin = colon ? at : 0};
    ++at;
  }
  return {.is_end = true};
}

void read_section(const MarkedLine& marked, NoteHeading& heading) {
  for (const SectionPhrase& phrase : k_section_phrases) {
    if (!begins_with(marked.words, phrase.words)) continue;
    if (marked.mark == HeadingMark::plain && !phrase.is_plain_enough) continue;
    const HeadingTail tail = tail_behind(marked.line, marked.words[words_of_phrase(phrase.words).size() - 1].end);
    if (!tail.is_end && tail.text_begin == 0) continue;
    heading.part = phrase.part;
    heading.text_begin = tail.text_begin;
    return;
  }
}

/// A marked line that is a heading of the note but for a slip, or nearly.
void read_slip(const MarkedLine& marked, NoteHeading& heading) {
  constexpr std::size_t certain = 2;
  constexpr std::size_t near = 5;
  if (marked.mark != HeadingMark::marked) return;
  std::vector<std::string> texts;
  for (const HeadingWord& word : marked.words) texts.push_back(word.text);
  const std::string text = base::join(texts, " ");
  for (const NotePart part : {NotePart::accomplished, NotePart::next}) {
    const std::size_t distance = base::edit_distance(text, base::fold_case(heading_text(part)));
    if (distance <= certain)
      heading.part = part;
    else if (distance <= near)
      heading.nearest = "## " + std::string(heading_text(part));
  }
}

void read_title(const MarkedLine& marked, std::optional<Day> said_on, NoteHeading& heading) {
  for (const Phrase phrase : k_title_phrases) {
    if (!begins_with(marked.words, phrase)) continue;
    std::size_t word = words_of_phrase(phrase).size();
    while (word < marked.words.size() && std::ranges::find(k_connectors, marked.words[word].text) != k_connectors.end())
      ++word;
    const std::string_view words = marked.line.substr(marked.words[word - 1].end);
    const bool is_bare = word == marked.words.size();
    const bool is_unfilled =
        !is_bare && begins_with({marked.words.begin() + static_cast<long>(word), marked.words.end()}, "yyyy mm dd");
    const auto week = is_bare || is_unfilled ? std::nullopt : read_week_words(words, said_on);
    // "Weekly update of the team" is none of ours, and neither is a sentence that begins like a title.
    const bool is_general = phrase.starts_with("weekly update");
    if (!is_bare && !is_unfilled && !week && (is_general || marked.mark == HeadingMark::plain)) return;
    if (!week && marked.mark == HeadingMark::plain) return;
    heading.part = NotePart::title;
    heading.is_objective = phrase.find("objective") != Phrase::npos;
    heading.is_dated = !is_bare && !is_unfilled;
    if (week) heading.week = week->week;
    if (week) heading.more = week->rest;
    heading.week_words = base::trim(words);
    return;
  }
}

}  // namespace

std::string_view heading_text(NotePart part) {
  return part == NotePart::next ? "What will be accomplished next week" : "What was accomplished this week";
}

NoteHeading note_heading(std::span<const Line> lines, std::size_t index, std::optional<Day> said_on) {
  NoteHeading heading;
  const auto marked = marked_line(lines, index);
  if (!marked) return heading;
  read_title(*marked, said_on, heading);
  if (heading.part == NotePart::none) read_section(*marked, heading);
  if (heading.part == NotePart::none) read_slip(*marked, heading);
  if (heading.part != NotePart::none) heading.lines = marked->lines;
  return heading;
}

bool reads_as_note_heading(std::string_view line) {
  const Line one{.end = line.size(), .next = line.size(), .text = line};
  const NoteHeading heading = note_heading(std::span(&one, 1), 0);
  return heading.part != NotePart::none || !heading.nearest.empty();
}

}  // namespace secokr::documents
