#pragma once
#include <string>
#include <vector>

#include <secokr/objective.hpp>

namespace secokr {

/// Whole percents that add up to 100 and keep the proportions: the largest remainders are rounded up. Equal ones where
/// there is no proportion. What an objective's key results get when one of them is dropped (D3, K4).
std::vector<int> proposed_weights(const std::vector<const KeyResult*>& kept);
/// `KR1 60 %, KR3 40 %`.
std::string proposed_weights_text(const std::vector<const KeyResult*>& kept);

}  // namespace secokr
