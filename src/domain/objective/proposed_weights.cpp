#include "domain/objective/proposed_weights.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr {

std::vector<int> proposed_weights(const std::vector<const KeyResult*>& kept) {
  double sum = 0;
  bool all_given = true;
  for (const KeyResult* key_result : kept) {
    all_given = all_given && key_result->weight.has_value() && *key_result->weight > 0;
    sum += key_result->weight.value_or(0);
  }
  std::vector<int> weights;
  std::vector<std::pair<double, std::size_t>> remainders;
  int left = 100;
  for (const KeyResult* key_result : kept) {
    const double exact =
        all_given ? 100 * key_result->weight.value_or(0) / sum : 100.0 / static_cast<double>(kept.size());
    weights.push_back(static_cast<int>(std::floor(exact)));
    left -= weights.back();
    remainders.emplace_back(std::floor(exact) - exact, remainders.size());
  }
  std::ranges::sort(remainders);
  for (const auto& [remainder, index] : remainders)
    if (left-- > 0) ++weights[index];
  return weights;
}

std::string proposed_weights_text(const std::vector<const KeyResult*>& kept) {
  const std::vector<int> weights = proposed_weights(kept);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < kept.size(); ++i) parts.push_back(fmt::format("KR{} {} %", kept[i]->number, weights[i]));
  return base::join(parts, ", ");
}

}  // namespace secokr
