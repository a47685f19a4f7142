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

}  // namespace secokr
