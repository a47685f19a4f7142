#include "domain/views/plan_report.hpp"

namespace secokr {

std::string_view to_string(Gate::Result result) {
  switch (result) {
    case Gate::Result::passed:
      return "passed";
    case Gate::Result::failed:
      return "failed";
    case Gate::Result::overridden:
      return "overridden";
  }
  return "";
}

std::optional<Gate::Result> parse_gate_result(std::string_view word) {
  for (const auto result : {Gate::Result::passed, Gate::Result::failed, Gate::Result::overridden})
    if (to_string(result) == word) return result;
  return std::nullopt;
}

}  // namespace secokr
