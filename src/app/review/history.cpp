#include "app/review/history.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/objective/document.hpp"
#include "documents/objective/plan_facts.hpp"
#include "domain/objective/agreed.hpp"
#include "domain/objective/fields.hpp"
#include "domain/rules/schedule.hpp"
#include "workspace/decisions.hpp"
#include "workspace/reviews.hpp"

namespace secokr::app {
namespace {

using workspace::GitCommit;
using workspace::GitHistory;
using Files = std::map<std::string, std::string>;

/// A state to compare with, or why there is none.
struct Base {
  std::string words{};
  std::optional<GitCommit> commit{};
  std::string absent{};
};

Base end_of(const GitHistory& git, Day day, std::string words) {
  Base base{.words = std::move(words), .commit = git.at_end_of(day)};
  if (base.commit) return base;
  base.absent = git.shallow()
                    ? fmt::format("this clone leaves out commits as old as {}; `git fetch --unshallow` brings them",
                                  to_string(day))
                    : fmt::format("git has no commit as old as {}, so nothing can be compared", to_string(day));
  return base;
}

std::optional<Base> last_review(const Ports& ports, const GitHistory& git, Quarter quarter,
                                std::vector<std::string>& notices) {
  const auto reviews = workspace::read_reviews(*ports.workspace);
  if (!reviews) {
    notices.push_back(fmt::format("{}; the last review is not known", reviews.error().what));
    return std::nullopt;
  }
  const auto held = workspace::last_review_before(*reviews, quarter, ports.today);
  if (!held) return std::nullopt;
  const auto commit = git.commit(held->commit);
  if (commit) return Base{.words = "the review of " + to_string(held->on), .commit = *commit};
  notices.push_back(fmt::format("The commit of the review of {} is no longer in this repository", to_string(held->on)));
  return std::nullopt;
}

Base last_step(const Ports& ports, const GitHistory& git, Quarter quarter) {
  std::optional<PlannedStep> last;
  for (const PlannedStep& step : ports.config.calendar.steps(quarter))
    if (step.date < ports.today && (!last || last->date < step.date)) last = step;
  if (!last) return {.absent = "no step of the calendar lies before today, so there is nothing to compare with"};
  return end_of(git, last->date,
                fmt::format("the end of {}, the day of the step {}", to_string(last->date), last->step));
}

Expected<Base> base_of(const Ports& ports, const GitHistory& git, Quarter quarter,
                       const std::optional<std::string>& since, std::vector<std::string>& notices) {
  if (!git.absent().empty()) return Base{.absent = git.absent()};
  if (since) {
    if (const auto day = parse_day(*since)) return end_of(git, *day, "the end of " + to_string(*day));
    SECOKR_TRY(const GitCommit commit, git.commit(*since));
    return Base{.words = *since, .commit = commit};
  }
  if (auto held = last_review(ports, git, quarter, notices)) return *std::move(held);
  return last_step(ports, git, quarter);
}

/// Pairs what the tests find the same, first test first, each once; what is only in `after` stays where it stands, what
/// is only in `before` comes last.
template <class T>
std::vector<std::pair<const T*, const T*>> paired(const std::vector<T>& before, const std::vector<T>& after,
                                                  const std::vector<bool (*)(const T&, const T&)>& tests) {
  std::vector<std::pair<const T*, const T*>> pairs;
  for (const T& each : after) pairs.emplace_back(nullptr, &each);
  std::vector<const T*> left;
  for (const T& each : before) left.push_back(&each);
  for (const auto test : tests)
    for (auto& [then, now] : pairs) {
      if (then != nullptr) continue;
      const auto found =
          std::ranges::find_if(left, [&, subject = now](const T* each) { return test(*each, *subject); });
      if (found == left.end()) continue;
      then = *found;
      left.erase(found);
    }
  for (const T* each : left) pairs.emplace_back(each, nullptr);
  return pairs;
}

bool same_id(const Objective& a, const Objective& b) { return !a.id.empty() && a.id == b.id; }
bool same_reference(const Objective& a, const Objective& b) {
  return !a.reference.empty() && base::equals_folded(a.reference, b.reference);
}
bool same_key_result_id(const KeyResult& a, const KeyResult& b) { return !a.id.empty() && a.id == b.id; }
/// Two ids are two key results, whatever their numbers.
bool same_number(const KeyResult& a, const KeyResult& b) {
  return a.number == b.number && (a.id.empty() || b.id.empty());
}

std::string status_of(const Objective& objective) { return std::string(to_string(objective.status)); }

std::vector<ReviewedField> fields_of(const documents::Facts& before, const documents::Facts& after) {
  std::vector<ReviewedField> fields;
  for (documents::FactChange& change : documents::changes_between(before, after))
    fields.push_back(
        {std::move(change.field), std::move(change.before), std::move(change.after), std::move(change.team)});
  return fields;
}

/// What is not shown to an audience, and what it was called.
class Secrets {
 public:
  Secrets(Audience audience, const ReadPlan& read) : m_audience(audience), m_read(read) {}

  /// Confidential then or now, by its file or its issue.
  bool withholds(const Objective* then, const Objective* now) {
    const bool secret = (then != nullptr && is_confidential(*then)) || (now != nullptr && is_confidential(*now)) ||
                        is_secret_now(then) || is_secret_now(now);
    if (shows(m_audience, secret)) return false;
    for (const Objective* each : {then, now})
      if (each != nullptr) m_names.push_back(subject_of(*each));
    return true;
  }

  bool withholds(const Objective& objective, const KeyResult* then, const KeyResult* now) {
    const Objective* planned = find(&objective);
    bool secret = false;
    for (const KeyResult* each : {then, now}) {
      const KeyResult* known = planned == nullptr || each == nullptr ? nullptr : find_same(*planned, *each);
      secret = secret || (known != nullptr && known->confidential);
    }
    if (shows(m_audience, secret)) return false;
    for (const KeyResult* each : {then, now})
      if (each != nullptr) m_names.push_back(name_of(objective, *each));
    return true;
  }

  bool is_about(std::string_view subject) const {
    return std::ranges::any_of(m_names, [&](const std::string& name) {
      return base::equals_folded(subject, name) || (subject.size() > name.size() && subject[name.size()] == '/' &&
                                                    base::equals_folded(subject.substr(0, name.size()), name));
    });
  }
  bool any() const { return !m_names.empty(); }

 private:
  const Objective* find(const Objective* objective) const {
    for (const PlannedObjective& planned : m_read.plan.objectives)
      if (objective != nullptr &&
          (same_id(planned.objective, *objective) || same_reference(planned.objective, *objective)))
        return &planned.objective;
    return nullptr;
  }
  bool is_secret_now(const Objective* objective) const {
    const Objective* planned = find(objective);
    return planned != nullptr && is_confidential(*planned);
  }

  Audience m_audience;
  const ReadPlan& m_read;
  std::vector<std::string> m_names{};
};

void compare_key_results(const Objective& before, const Objective& after, Secrets& secrets,
                         std::vector<ReviewChange>& changes) {
  using Kind = ReviewChange::Kind;
  for (const auto& [then, now] :
       paired<KeyResult>(before.key_results, after.key_results, {same_key_result_id, same_number})) {
    if (secrets.withholds(after, then, now)) continue;
    if (then == nullptr) {
      changes.push_back({Kind::added, name_of(after, *now), now->title, {}});
    } else if (now == nullptr) {
      changes.push_back({Kind::gone, name_of(before, *then), then->title, {}});
    } else if (auto fields = fields_of(documents::facts_of(*then), documents::facts_of(*now)); !fields.empty()) {
      changes.push_back({Kind::changed, name_of(after, *now), now->title, std::move(fields)});
    }
  }
}

void compare(const Objective* then, const Objective* now, Secrets& secrets, std::vector<ReviewChange>& changes) {
  using Kind = ReviewChange::Kind;
  if (then == nullptr) {
    changes.push_back({Kind::added, subject_of(*now), now->title, {{name_of(Field::status), "", status_of(*now)}}});
    return;
  }
  if (now == nullptr) {
    changes.push_back({Kind::gone, subject_of(*then), then->title, {{name_of(Field::status), status_of(*then), ""}}});
    return;
  }
  auto fields = fields_of(documents::facts_of(*then), documents::facts_of(*now));
  if (then->status != now->status)
    fields.insert(fields.begin(), {name_of(Field::status), status_of(*then), status_of(*now)});
  if (!fields.empty()) changes.push_back({Kind::changed, subject_of(*now), now->title, std::move(fields)});
  compare_key_results(*then, *now, secrets, changes);
}

std::vector<Objective> objectives_in(const Files& files) {
  std::vector<Objective> objectives;
  for (const auto& [path, text] : files)
    if (workspace::is_objective_name(std::string_view(path).substr(path.rfind('/') + 1)))
      objectives.push_back(documents::ObjectiveDocument::parse(text).objective());
  return objectives;
}

std::vector<workspace::Decision> new_decisions(const Ports& ports, const ReadPlan& read, const Files& then) {
  const auto file = then.find(ports.workspace->relative(ports.workspace->decisions(read.quarter)));
  const auto before =
      file == then.end() ? std::vector<workspace::Decision>{} : workspace::parse_record(file->second).decisions;
  std::vector<workspace::Decision> fresh;
  for (const workspace::Decision& decision : read.decisions)
    if (std::ranges::find(before, decision) == before.end()) fresh.push_back(decision);
  return fresh;
}

}  // namespace

Expected<ReviewHistory> review_history(const Ports& ports, const ReadPlan& read, const workspace::GitHistory& git,
                                       const std::optional<std::string>& since, Audience audience,
                                       std::vector<std::string>& notices) {
  SECOKR_TRY(const Base base, base_of(ports, git, read.quarter, since, notices));
  if (!base.commit) return ReviewHistory{.absent = base.absent};
  const auto then = git.files(*base.commit, read.quarter);
  if (!then) return ReviewHistory{.absent = "git cannot give the files of that commit, so nothing can be compared"};
  ReviewHistory history{.base = base.words, .commit = base.commit->id, .on = base.commit->on};

  const std::vector<Objective> before = objectives_in(*then);
  std::vector<Objective> after;
  for (const auto& file : read.files) after.push_back(file.document.objective());
  Secrets secrets(audience, read);
  for (const auto& [was, is] : paired<Objective>(before, after, {same_id, same_reference}))
    if (!secrets.withholds(was, is)) compare(was, is, secrets, history.changes);
  for (const workspace::Decision& decision : new_decisions(ports, read, *then))
    if (!secrets.is_about(decision.subject))
      history.decisions.push_back(workspace::render_decision(decision).substr(2));
  history.withheld = secrets.any();
  return history;
}

}  // namespace secokr::app
