#include "domain/views/update_result.hpp"

namespace secokr {

std::string_view to_string(UpdateOutcome outcome) {
  switch (outcome) {
    case UpdateOutcome::posted:
      return "posted";
    case UpdateOutcome::edited:
      return "edited";
    case UpdateOutcome::unchanged:
      return "unchanged";
    case UpdateOutcome::queued:
      return "queued";
    case UpdateOutcome::failed:
      return "failed";
  }
  return "failed";
}

}  // namespace secokr
