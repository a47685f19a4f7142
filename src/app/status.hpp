#pragma once
#include <optional>

#include <secokr/error.hpp>
#include <secokr/status_view.hpp>

#include "app/ports.hpp"

namespace secokr::app {

/// What is due, what I owe, what blocks the quarter being planned, and the command to type next. The running quarter is
/// the one that the Friday of today's week lies in, the planned one the quarter after today's; `named` moves both.
/// Needs a tracker; without a workspace nothing can block. Errors: local_file; the tracker's.
Expected<StatusView> read_status(const Ports& ports, const std::optional<Quarter>& named);

}  // namespace secokr::app
