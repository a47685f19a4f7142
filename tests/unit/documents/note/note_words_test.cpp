// The law of FORMATS 1 and 3 for notes and files of updates: the words that go in come out, or an error names a line.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "documents/note/headings.hpp"
#include "documents/note/update_file.hpp"
#include "documents/note/weekly_note.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

const Day k_friday = *parse_day("2027-02-12");

/// Texts as people write them, each free word of them one of its own.
class NoteMaker {
 public:
  explicit NoteMaker(unsigned seed) : m_random(seed) {}

  std::string note() {
    m_words.clear();
    std::string text;
    if (one_in(6)) text += lines(2);
    text += title() + "\n" + (one_in(2) ? "\n" : "");
    text += head();
    for (const bool is_next : {false, true}) {
      if (one_in(8)) continue;
      text += pick(is_next ? k_next : k_accomplished) + "\n" + (one_in(2) ? "\n" : "") + lines(5) + "\n";
      if (one_in(4)) text += pick(k_own_headings) + " " + word() + "\n\n" + lines(3) + "\n";
    }
    return one_in(5) ? with_crlf(text) : text;
  }

  /// Lines put into a text where a person would.
  std::string extended(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
      parts.push_back(text.substr(at, end - at));
      at = end;
    }
    m_words.clear();
    for (std::size_t n = 1 + m_random() % 3; n > 0; --n) {
      const std::size_t at = 1 + m_random() % parts.size();
      parts.insert(parts.begin() + static_cast<long>(at), (one_in(2) ? "\n" : "") + line() + "\n");
    }
    std::string result;
    for (const std::string& part : parts) result += part;
    return result;
  }

  const std::vector<std::string>& words() const { return m_words; }
  bool one_in(unsigned n) { return m_random() % n == 0; }
  std::string word() {
    m_words.push_back(fmt::format("w{}x", m_next++));
    return m_words.back();
  }

  WeeklyUpdate changed(WeeklyUpdate update) {
    if (one_in(2)) update.health = static_cast<Health>(m_random() % 3);
    if (one_in(2)) update.progress = static_cast<double>(m_random() % 100), update.progress_by_hand = true;
    if (one_in(3)) update.value = static_cast<double>(m_random() % 100);
    if (one_in(3)) update.milestones_at_risk = {1, 2};
    if (one_in(3)) update.risk += (update.risk.empty() ? "" : "; ") + std::string("no trainer");
    if (one_in(3)) update.accomplished += (update.accomplished.empty() ? "" : "\n") + std::string("- and more");
    if (one_in(3)) update.next += (update.next.empty() ? "" : "\n") + std::string("- go on");
    return update;
  }

 private:
  using Lines = std::vector<std::string>;
  inline static const Lines k_titles{"## Weekly KR Update for the week starting on 2027-02-08",
                                     "### Weekly KR update for the week starting on 2027-2-8:",
                                     "**Weekly KR Update for the week starting on 8 February 2027**",
                                     "## Weekly Objective Update for the week starting on Monday, 2027-02-08 ##",
                                     "## Weekly KR Update for the week of 2027-02-10",
                                     "## :rocket: Weekly update",
                                     "Weekly KR Update for the week starting on 2027-02-08",
                                     "Weekly KR update: week of 2027-02-08\n===",
                                     "# Weekly KR Update for the week starting on 2027-02-08"};
  inline static const Lines k_fields{"Progress: 40% · Health: On Track",
                                     "**Progress:** 45%\n**Health:** At Risk",
                                     "- Progress: 40 %\n- Health: needs-attention",
                                     "Progress: 40% | Value: 78 % | Health: 🟢 On Track",
                                     "* **Health**: On Track",
                                     "Status: :white_check_mark: - On Track\nPercentage complete: 40%",
                                     "Value: $300, Health: At Risk",
                                     "Milestones at risk: #2 and M3",
                                     "`Behind Schedule`",
                                     "Health: Green",
                                     "Progress: 33,3%",
                                     "Progress 40%",
                                     "Progress: % · Health:"};
  inline static const Lines k_accomplished{
      "## What was accomplished this week",    "## What was accomplished this week:",
      "### What was accomplished this week",   "**What was accomplished this week**",
      "## What was accomplished this week ##", "## ✅ What we accomplished this week",
      "What was accomplished this week\n---",  "## Completed",
      "## What was acomplished this week",     "What was accomplished this week:"};
  inline static const Lines k_next{"## What will be accomplished next week",
                                   "#### What will be accomplished next week",
                                   "__What will be accomplished next week:__",
                                   "## Next steps",
                                   "## Next week",
                                   "## What will be accomplished next week 🎉"};
  inline static const Lines k_own_headings{"## Blockers", "### Notes", "# Other", "**Thanks**", "##"};

  const std::string& pick(const Lines& from) { return from[m_random() % from.size()]; }
  std::string title() { return pick(k_titles) + (one_in(8) ? " (" + word() + ")" : ""); }

  std::string head() {
    std::string text;
    for (std::size_t n = m_random() % 3; n > 0; --n) text += pick(k_fields) + "\n" + (one_in(2) ? "\n" : "");
    if (one_in(3)) text += "Risk: " + word() + " " + word() + "\n" + (one_in(2) ? "" : word() + "\n");
    if (one_in(2)) text += "\n" + lines(3);
    return text + "\n";
  }

  std::string lines(std::size_t most) {
    std::string text;
    for (std::size_t n = m_random() % (most + 1); n > 0; --n) text += line() + "\n";
    return text;
  }

  std::string line() {
    static const Lines shapes{"- {}",
                              "* {}",
                              "+ {}",
                              "1. {}",
                              "  - {}",
                              "{}",
                              "- [ ] {}",
                              "* [x] {}",
                              "- [~] {}",
                              "> {}",
                              "| {} |",
                              "```\n{}\n```",
                              "```\n{}",
                              "~~~ {}",
                              "<!-- {} -->",
                              "<!-- {}",
                              "/close {}",
                              "\\/close {}",
                              "/health_status {}",
                              "<div>{}",
                              "Status: {}",
                              "Health: {} is fine",
                              "**{}**",
                              "Progress was {}",
                              "#### {}",
                              "    {}",
                              "\t{}",
                              "{}\n---",
                              "@a {}",
                              "-->",
                              "## What was accomplished last {}",
                              "é 日本 {}",
                              "",
                              "- {}\n  more {}",
                              "\u200B{}",
                              "<!-- secokr:update 1 kind=kr id=x week=2027-02-01 sum={} -->",
                              "Risk: {}"};
    std::string text = pick(shapes);
    for (std::size_t at = text.find("{}"); at != std::string::npos; at = text.find("{}")) text.replace(at, 2, word());
    return text;
  }

  static std::string with_crlf(const std::string& text) {
    std::string result;
    for (const char c : text) {
      if (c == '\n') result += '\r';
      result += c;
    }
    return result;
  }

  std::mt19937 m_random;
  std::size_t m_next = 1000;
  Lines m_words{};
};

/// The words that are not in the text, or not in their order.
std::string lost(const std::vector<std::string>& words, const std::string& text) {
  for (const std::string& word : words)
    if (text.find(word) == std::string::npos) return word;
  return "";
}

/// The words of `before`, as `after` has them one after the other.
bool same_order(const std::vector<std::string>& words, const std::string& before, const std::string& after) {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (const std::string& word : words) places.emplace_back(before.find(word), after.find(word));
  std::ranges::sort(places);
  return std::ranges::is_sorted(places, {}, [](const auto& place) { return place.second; });
}

}  // namespace

TEST_CASE("the words of a file of updates are posted, or an error names a line") {
  std::size_t read = 0;
  for (unsigned seed = 0; seed < 4000; ++seed) {
    NoteMaker maker(seed);
    const std::string text = "# Security Training/KR1\n\n" + maker.note();
    const UpdateFile file = parse_update_file(text);
    const auto count = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
    for (const Problem& problem : file.problems)
      if (problem.line == 0 || problem.line > count || problem.message.empty()) FAIL(text << "\n" << problem.message);
    if (!file.problems.empty()) continue;
    ++read;
    const std::string edited = render_update_file(file.updates);
    std::string posted;
    for (const FiledUpdate& filed : file.updates)
      posted += render_weekly_note(filed.update, {"kr", "0123456789abcdef"});
    for (const std::string& out : {edited, posted})
      if (const std::string word = lost(maker.words(), out); !word.empty())
        FAIL(seed << ": " << word << " is lost of\n" << text << "\n-----\n" << out);
    const UpdateFile again = parse_update_file(edited);
    if (!again.problems.empty() || again.updates.size() != file.updates.size())
      FAIL(seed << ": the editor's text is refused\n"
                << edited << (again.problems.empty() ? "" : again.problems.front().message));
    for (std::size_t i = 0; i < again.updates.size(); ++i) {
      WeeklyUpdate left = again.updates[i].update;
      left.week = file.updates[i].update.week;
      if (!(left == file.updates[i].update)) FAIL(seed << ": not as it was\n" << text << "\n-----\n" << edited);
    }
  }
  CHECK(read > 1000);
}

TEST_CASE("an edit leaves every word of a note that a person wrote where it stood") {
  std::size_t edits = 0;
  for (unsigned seed = 0; seed < 4000; ++seed) {
    NoteMaker maker(seed);
    const std::string body = maker.note();
    const auto note = parse_weekly_note(body, k_friday);
    if (!note) continue;
    const WeeklyUpdate wanted = maker.changed(note->update);
    if (wanted == note->update) continue;
    ++edits;
    const std::string edited = edit_weekly_note(body, note->update, wanted, {"kr", "0123456789abcdef"});
    if (const std::string word = lost(maker.words(), edited); !word.empty())
      FAIL(seed << ": " << word << " is lost of\n" << body << "\n-----\n" << edited);
    if (!same_order(maker.words(), body, edited)) FAIL(seed << ": moved\n" << body << "\n-----\n" << edited);
    const auto read = parse_weekly_note(edited, k_friday);
    if (!read || read->intact) FAIL(seed << ": a note by hand became secokr's\n" << edited);
    const bool as_wanted = read->update.health == wanted.health && read->update.value == wanted.value &&
                           read->update.progress_by_hand == wanted.progress_by_hand &&
                           read->update.milestones_at_risk == wanted.milestones_at_risk &&
                           (!read->has_progress || read->update.progress == wanted.progress);
    if (!as_wanted) FAIL(seed << ": not as wanted\n" << body << "\n-----\n" << edited);
  }
  CHECK(edits > 2000);
}

TEST_CASE("what a person adds to secokr's note stays through every edit") {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    NoteMaker maker(seed);
    WeeklyUpdate update;
    update.week = *parse_day("2027-02-08");
    update.progress = 40;
    update.health = Health::on_track;
    update.accomplished = "- enrolled Sales";
    update.next = "- enrol the rest";
    if (maker.one_in(2)) update.more = "The invoice is late.";
    const std::string body = maker.extended(render_weekly_note(update, {"kr", "0123456789abcdef"}));
    std::string now = body;
    for (int i = 0; i < 3; ++i) {
      const auto note = parse_weekly_note(now, k_friday);
      if (!note) FAIL(seed << ": no note\n" << now);
      const std::string edited =
          edit_weekly_note(now, note->update, maker.changed(note->update), {"kr", "0123456789abcdef"});
      if (const std::string word = lost(maker.words(), edited); !word.empty())
        FAIL(seed << ": " << word << " is lost of\n" << now << "\n-----\n" << edited);
      now = edited;
    }
  }
}

TEST_CASE("an edit changes its own bytes alone") {
  const std::string body =
      "Hello all,\r\n\r\n## Weekly KR Update for the week starting on 2027-02-08 (Bob covers)\r\n\r\n"
      "**Progress:** 45% (was 40)\r\n**Health:** On Track - so far\r\n\r\nThe vendor is late.\r\n\r\n"
      "## What was accomplished this week:\r\n\r\nprose of two\r\nlines\r\n";
  const auto note = parse_weekly_note(body, k_friday);
  REQUIRE(note);
  CHECK(note->problems.empty());
  CHECK(note->update.progress == 45);
  WeeklyUpdate wanted = note->update;
  wanted.health = Health::at_risk;
  wanted.risk = "no trainer";
  wanted.accomplished += "\n- one more";
  const std::string edited = edit_weekly_note(body, note->update, wanted, {"kr", "0123456789abcdef"});
  CHECK(edited ==
        "Hello all,\r\n\r\n## Weekly KR Update for the week starting on 2027-02-08 (Bob covers)\r\n\r\n"
        "**Progress:** 45% (was 40)\r\n**Health:** At Risk - so far\n\nRisk: no trainer\r\n\r\nThe vendor is "
        "late.\r\n\r\n"
        "## What was accomplished this week:\r\n\r\nprose of two\r\nlines\n- one more\n\n"
        "<!-- secokr:update 1 kind=kr id=0123456789abcdef week=2027-02-08 progress=hand sum=00000000 -->");
}
