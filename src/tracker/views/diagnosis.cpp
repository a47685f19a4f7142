#include "tracker/views/diagnosis.hpp"

namespace secokr::tracker {

std::string_view to_string(CheckState state) {
  switch (state) {
    case CheckState::ok:
      return "ok";
    case CheckState::warning:
      return "warning";
    case CheckState::fault:
      return "fault";
  }
  return {};
}

std::string_view to_string(LabelCheck::State state) {
  switch (state) {
    case LabelCheck::State::defined:
      return "defined";
    case LabelCheck::State::missing:
      return "missing";
    case LabelCheck::State::differs:
      return "differs";
  }
  return {};
}

}  // namespace secokr::tracker
