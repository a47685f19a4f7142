#include <algorithm>
#include <numeric>

#include <secokr/objective.hpp>

namespace secokr {
namespace {

/// Makes the shares of the KRs that are not dropped add up to 1; where they are all 0 they become equal.
void scale(std::vector<double>& shares, const std::vector<bool>& dropped) {
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  const auto kept = std::count(dropped.begin(), dropped.end(), false);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (dropped[i]) continue;
    shares[i] = sum > 0 ? shares[i] / sum : 1.0 / static_cast<double>(kept);
  }
}

}  // namespace

std::vector<double> shares(const Objective& objective) {
  double given = 0;
  std::size_t missing = 0;
  for (const KeyResult& key_result : objective.key_results) {
    if (key_result.weight)
      given += std::max(0.0, *key_result.weight);
    else
      ++missing;
  }
  const double each = missing == 0 ? 0.0 : std::max(0.0, 100.0 - given) / static_cast<double>(missing);

  std::vector<double> result;
  std::vector<bool> dropped;
  for (const KeyResult& key_result : objective.key_results) {
    dropped.push_back(key_result.state == KeyResultState::dropped);
    result.push_back(dropped.back() ? 0.0 : std::max(0.0, key_result.weight.value_or(each)) / 100.0);
  }
  scale(result, dropped);
  return result;
}

}  // namespace secokr
