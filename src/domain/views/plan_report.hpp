#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace secokr {

/// What a plan must pass before it is carried out.
struct Gate {
  std::string gate{};
  std::size_t checked = 0;
  enum class Result { passed, failed, overridden } result = Result::passed;
  std::string detail{};  ///< one line for people
  friend bool operator==(const Gate&, const Gate&) = default;
};
std::string_view to_string(Gate::Result result);
std::optional<Gate::Result> parse_gate_result(std::string_view word);

/// What a command chose not to write, by the rule that speaks against it.
struct LeftOut {
  std::string subject{};  ///< as people name it: `Security Training/KR1`
  std::string rule{};     ///< its ID
  std::string what{};     ///< one sentence
  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

/// What is told of a plan beside its changes.
struct PlanReport {
  std::vector<Gate> gates{};
  std::vector<LeftOut> left_out{};
  std::vector<std::string> gives_way{};  ///< what has to wait for what is planned, a sentence each
  friend bool operator==(const PlanReport&, const PlanReport&) = default;
};

}  // namespace secokr
