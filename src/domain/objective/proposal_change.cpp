#include "domain/objective/proposal_change.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>

#include <fmt/format.h>

#include <secokr/placeholder.hpp>
#include <secokr/progress.hpp>
#include <secokr/titles.hpp>

#include "base/text.hpp"
#include "domain/objective/fields.hpp"

namespace secokr {
namespace {

std::string risk_of(const Objective& objective) {
  return objective.top5_risk.has_value() ? base::single_spaced(to_string(*objective.top5_risk)) : std::string();
}

bool same_key_result(const KeyResult& a, const KeyResult& b) {
  return a.id.empty() || b.id.empty() ? a.number == b.number : a.id == b.id;
}

const KeyResult* find_in(const Objective& objective, const KeyResult& wanted) {
  const auto found =
      std::ranges::find_if(objective.key_results, [&](const KeyResult& each) { return same_key_result(each, wanted); });
  return found == objective.key_results.end() ? nullptr : &*found;
}

bool is_at_risk(const Objective& objective, const KeyResult& key_result) {
  return effective_state(objective, key_result) == KeyResultState::dropped ||
         std::ranges::any_of(key_result.dependencies, [](const Dependency& dependency) {
           return dependency.status() == DependencyStatus::declined;
         });
}

/// Where a phrase stands, capitals or not; the phrases of templates are ASCII.
std::size_t find_phrase(std::string_view text, std::string_view phrase) {
  const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto found = std::ranges::search(text, phrase, {}, low, low);
  return found.empty() ? std::string_view::npos : static_cast<std::size_t>(found.begin() - text.begin());
}

/// The text without its placeholders: what stands before, between and behind them.
void add_pieces(std::string_view text, std::vector<std::string>& pieces) {
  const auto phrase = leftover_in(text);
  const std::size_t at = phrase && !phrase->empty() ? find_phrase(text, *phrase) : std::string_view::npos;
  if (at == std::string_view::npos) {
    pieces.emplace_back(base::trim(text));
    return;
  }
  add_pieces(text.substr(0, at), pieces);
  add_pieces(text.substr(at + phrase->size()), pieces);
}

/// K5: the text is what it was, but for what stands in the place of its placeholders.
bool only_fills(const std::string& before, const std::string& after) {
  std::vector<std::string> pieces;
  add_pieces(before, pieces);
  std::string_view rest = base::trim(after);
  if (pieces.size() == 1 || !rest.starts_with(pieces.front())) return false;
  rest.remove_prefix(pieces.front().size());
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
    const auto at = rest.find(pieces[i]);
    if (at == std::string_view::npos) return false;
    rest.remove_prefix(at + pieces[i].size());
  }
  return rest.ends_with(pieces.back());
}

bool same_text(const std::string& before, const std::string& after) {
  const std::string was = base::single_spaced(before);
  const std::string is = base::single_spaced(after);
  return was == is || only_fills(was, is);
}

/// K6: a title that could not be published has to become a shorter one. Every quarter's name is as long as another.
bool was_too_long(const Objective& objective) {
  const auto length = [](const std::string& title) { return base::character_count(title); };
  return length(objective_title(Quarter{2028, 1}, objective.reference, objective.title)) > longest_published_title;
}

std::vector<std::string> changed_fields(const Objective& proposed, const Objective& now) {
  std::vector<std::string> fields;
  if (!same_text(proposed.title, now.title) && !was_too_long(proposed)) fields.push_back(name_of(Field::title));
  if (!same_text(proposed.outcome, now.outcome)) fields.push_back(name_of(Field::outcome));
  if (!same_text(risk_of(proposed), risk_of(now))) fields.push_back(name_of(Field::top5_risk));
  return fields;
}

}  // namespace

double ProposalChange::share_at_risk() const {
  const double sum = std::accumulate(at_risk.begin(), at_risk.end(), 0.0,
                                     [](double total, const KeyResultAtRisk& each) { return total + each.share; });
  return std::min(sum, 1.0);
}

bool ProposalChange::justified() const {
  // Shares are quotients of binary fractions: 3 × 1/6 must not pass for more than a half.
  return share_at_risk() > 0.5 + 1e-9;
}

std::string ProposalChange::figure(std::string_view of_what) const {
  if (at_risk.empty()) return {};
  std::vector<std::string> names;
  for (const KeyResultAtRisk& each : at_risk) names.push_back(fmt::format("KR{}", each.number));
  const std::string share = format_percent(share_at_risk() * 100);
  const std::string last = names.back();
  names.pop_back();
  if (names.empty()) return fmt::format("the key result at risk, {}, carries {} % of {}", last, share, of_what);
  return fmt::format("the key results at risk, {} and {}, carry {} % of {} together", base::join(names, ", "), last,
                     share, of_what);
}

ProposalChange compare_with_proposal(const Objective& proposed, const Objective& now, const Objective* agreed) {
  ProposalChange change{.fields = changed_fields(proposed, now)};
  if (agreed != nullptr) {
    const std::vector<std::string> open = changed_fields(*agreed, now);
    std::erase_if(change.fields,
                  [&](const std::string& field) { return std::ranges::find(open, field) == open.end(); });
  }
  const std::vector<double> proposed_shares = shares(proposed);
  for (std::size_t i = 0; i < proposed.key_results.size(); ++i) {
    const KeyResult* current = find_in(now, proposed.key_results[i]);
    if (current == nullptr || is_at_risk(now, *current))
      change.at_risk.push_back(
          {current == nullptr ? proposed.key_results[i].number : current->number, proposed_shares[i]});
  }
  // A key result that came after the proposal carries what it carries now.
  const std::vector<double> shares_now = shares(now);
  for (std::size_t i = 0; i < now.key_results.size(); ++i)
    if (find_in(proposed, now.key_results[i]) == nullptr && is_at_risk(now, now.key_results[i]))
      change.at_risk.push_back({now.key_results[i].number, shares_now[i]});
  std::ranges::sort(change.at_risk, {}, &KeyResultAtRisk::number);
  return change;
}

}  // namespace secokr
