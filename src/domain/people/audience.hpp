#pragma once
#include <cstddef>
#include <optional>

#include <secokr/objective.hpp>
#include "domain/views/dashboard.hpp"
#include "domain/views/drift_report.hpp"
#include "domain/views/update_reminders.hpp"

namespace secokr {

/// Who reads what secokr writes: the division, or the whole organisation, from which confidential items are withheld
/// (PROCESS.md 8). What is confidential, and what of a plan an audience is shown, is decided here and nowhere else.
enum class Audience { division, organisation };

/// By its field or by its issue.
bool is_confidential(const Objective& objective);
/// By its own issue, or because its objective is.
bool is_confidential(const Objective& objective, const KeyResult& key_result);

/// Whether the audience is shown something that is confidential or not.
bool shows(Audience audience, bool confidential);

/// What is counted and not named.
struct Withheld {
  std::size_t objectives = 0;
  std::size_t key_results = 0;  ///< of objectives that are shown
  bool any() const { return objectives + key_results > 0; }
};

/// The objective as the audience is shown it, without the key results that are withheld; nothing where it is withheld
/// whole. What was taken away is added to `withheld`.
std::optional<Objective> shown_to(Audience audience, Objective objective, Withheld& withheld);
/// The same of a dashboard, which is rolled up already: what an objective's key results add up to stays its whole
/// progress.
void withhold(Audience audience, Dashboard& dashboard);
/// The same of drift: a confidential issue is named by its address alone, and its fields without what they say.
void withhold(Audience audience, DriftReport& report);
/// The same of reminders, which are counted then.
void withhold(Audience audience, UpdateReminders& reminders);

}  // namespace secokr
