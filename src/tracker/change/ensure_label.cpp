#include "tracker/change/ensure_label.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "tracker/change/run.hpp"
#include "tracker/change/shown.hpp"

namespace secokr::tracker {
namespace {

bool shows(const Label& label, const Fields& fields) {
  const std::string* color = find_field(fields, "color");
  const std::string* description = find_field(fields, "description");
  return (color == nullptr || base::equals_folded(*color, label.color)) &&
         (description == nullptr || *description == label.description);
}

/// How a label differs from what was planned for it; nothing where it is as it was, or as it is to be.
std::optional<std::string> moved_label(const Change& change, const Label* present) {
  if (present == nullptr) {
    if (change.before.empty()) return std::nullopt;
    return "it was defined when planned, and is not";
  }
  // An inherited one is left alone, and serves as well.
  if (present->inherited || shows(*present, change.after)) return std::nullopt;
  if (change.before.empty()) return "it was not defined when planned, and is";
  if (shows(*present, change.before)) return std::nullopt;
  return fmt::format("it has another colour or description than planned: {} {}", present->color,
                     quoted(present->description));
}

}  // namespace

std::string EnsureLabel::subject() const {
  return place().empty() ? "label:" + label.name : fmt::format("label:{}:{}", place(), label.name);
}

void EnsureLabel::check_words(ShownWords& words) const {
  words.named(subject());
  words.does("color", label.color);
  words.does("description", label.description);
  words.nothing_else();
}

Expected<std::vector<ErrorNote>> EnsureLabel::moved(Run& run) {
  std::vector<ErrorNote> notes;
  std::map<std::pair<std::string, std::string>, std::vector<Label>> defined;
  for (const Change& change : run.set.changes) {
    const auto* ensure = std::get_if<EnsureLabel>(&change.payload);
    if (ensure == nullptr) continue;
    const auto [there, is_new] = defined.try_emplace({ensure->home.project, ensure->home.group});
    if (is_new) {
      SECOKR_TRY(there->second, run.tracker->labels(ensure->home));
    }
    const auto found = std::ranges::find(there->second, ensure->label.name, &Label::name);
    if (const auto moved = moved_label(change, found == there->second.end() ? nullptr : &*found))
      notes.push_back({.text = fmt::format("label {}: {}", change.called(), *moved)});
  }
  return notes;
}

Expected<Outcome> EnsureLabel::make(Run& run, Change&) const {
  SECOKR_TRY(const bool changed, run.tracker->ensure_label(label, home));
  return changed ? Outcome::done : Outcome::unchanged;
}

}  // namespace secokr::tracker
