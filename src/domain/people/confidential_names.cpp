#include "domain/people/confidential_names.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr {
namespace {

/// A reference such as IT is a word of many sentences: so short a one is looked for as it is written.
constexpr std::size_t folded_from = 4;
/// A sentence that is shorter than this may stand anywhere.
constexpr std::size_t telling_from = 8;

bool is_of_word(char c) {
  return (static_cast<unsigned char>(c) & 0x80U) != 0 || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// Not inside of a longer word: KR1 does not stand in KR12.
bool has_as_words(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_of_word(text[at - 1]) || !is_of_word(word.front());
    const bool ends = end == text.size() || !is_of_word(text[end]) || !is_of_word(word.back());
    if (begins && ends) return true;
  }
  return false;
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

}  // namespace

void ConfidentialNames::add_words(std::string_view text) {
  std::string words = base::single_spaced(base::trim(text));
  if (words.empty()) return;
  m_words.push_back(words.size() < folded_from ? std::move(words) : base::fold_case(words));
}

void ConfidentialNames::add_key_result(const Objective& objective, const KeyResult& key_result) {
  const auto add_telling = [this](std::string_view text) {
    if (base::trim(text).size() >= telling_from) add_words(text);
  };
  add_words(key_result.title);
  add_words(key_result.id);
  add_words(name_of(objective, key_result));
  for (const std::string_view line : base::split(key_result.outcome, '\n')) add_telling(line);
  for (const Milestone& milestone : key_result.milestones) add_telling(milestone.description);
  for (const Dependency& dependency : key_result.dependencies) add_telling(dependency.need);
  if (const Metric* metric = metric_in(key_result.measure)) add_telling(metric->name);
}

void ConfidentialNames::add(const Objective& objective, const std::string& path) {
  if (is_confidential(objective)) {
    add_words(objective.title);
    add_words(objective.id);
    add_words(objective.reference);
    add_words(path);
    if (!path.empty()) m_paths.push_back(path);
    for (const std::string_view line : base::split(objective.outcome, '\n'))
      if (base::trim(line).size() >= telling_from) add_words(line);
  }
  for (const KeyResult& key_result : objective.key_results)
    if (is_confidential(objective, key_result)) add_key_result(objective, key_result);
}

void ConfidentialNames::add(const ConfidentialNames& others) {
  m_words.insert(m_words.end(), others.m_words.begin(), others.m_words.end());
  m_paths.insert(m_paths.end(), others.m_paths.begin(), others.m_paths.end());
}

bool ConfidentialNames::named_in(std::string_view text) const {
  if (text.empty() || m_words.empty()) return false;
  const std::string plain = base::single_spaced(text);
  const std::string folded = base::fold_case(plain);
  return std::ranges::any_of(
      m_words, [&](const std::string& word) { return has_as_words(word.size() < folded_from ? plain : folded, word); });
}

bool ConfidentialNames::is_path(std::string_view path) const {
  return std::ranges::find(m_paths, path) != m_paths.end();
}

std::string ConfidentialNames::shown(Audience audience, const std::string& text) const {
  return shows(audience, named_in(text)) ? text : withheld;
}

void withhold(Audience audience, const ConfidentialNames& names, std::vector<Finding>& findings,
              const std::string& again) {
  if (audience == Audience::division || names.empty()) return;
  for (Finding& finding : findings) {
    const bool is_of_file = names.is_path(finding.path);
    const bool is_told =
        names.named_in(finding.subject) || names.named_in(finding.message) || names.named_in(finding.hint);
    if (!is_of_file && !is_told) continue;
    finding.subject = ConfidentialNames::withheld;
    finding.message = "A confidential item, which is not named here";
    finding.hint = fmt::format("`{}` shows it where it is not read by many", again);
    if (is_of_file) finding.path = folder_of(finding.path);
    finding.line.reset();
  }
}

void withhold(Audience audience, const ConfidentialNames& names, DriftReport& report) {
  withhold(audience, report);
  for (DriftedIssue& issue : report.issues)
    for (DriftedField& field : issue.fields) {
      for (std::string* text : {&field.agreed, &field.now, &field.hint}) *text = names.shown(audience, *text);
      if (field.file) field.file = names.shown(audience, *field.file);
    }
}

void withhold(Audience audience, const ConfidentialNames& names, StatusView& view) {
  const auto hide = [&](std::string& text) { text = names.shown(audience, text); };
  for (OwedUpdate& owed : view.owed) hide(owed.key_result);
  for (WaitingItem& waiting : view.outbox) hide(waiting.key_result);
  for (BegunItem& begun : view.begun) hide(begun.command);
  for (DoubtedItem& doubted : view.doubted) hide(doubted.what);
  hide(view.next_command);
  for (auto* blockers : {&view.demands, &view.blocking})
    for (Blocker& blocker : *blockers)
      if (!shows(audience, names.named_in(blocker.subject) || names.named_in(blocker.what)))
        blocker.subject = blocker.what = ConfidentialNames::withheld;
  for (UnclearItem& unclear : view.unclear)
    if (!shows(audience, names.named_in(unclear.key_result)))
      unclear.key_result = unclear.what = ConfidentialNames::withheld;
}

void withhold(Audience audience, const ConfidentialNames& names, PlanReport& report) {
  for (Gate& gate : report.gates) gate.detail = names.shown(audience, gate.detail);
  for (LeftOut& left : report.left_out)
    if (!shows(audience, names.named_in(left.subject) || names.named_in(left.what)))
      left.subject = left.what = ConfidentialNames::withheld;
  std::erase_if(report.gives_way,
                [&](const std::string& sentence) { return !shows(audience, names.named_in(sentence)); });
}

}  // namespace secokr
