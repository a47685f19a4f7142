#pragma once
#include <filesystem>
#include <optional>

#include <secokr/error.hpp>
#include "domain/views/status_view.hpp"

#include "app/core/ports.hpp"
#include "base/clock.hpp"
#include "domain/people/confidential_names.hpp"
#include "workspace/last_seen.hpp"

namespace secokr::app {

struct StatusRead {
  StatusView view{};
  ConfidentialNames confidential{};  ///< of both quarters
};

struct StatusRequest {
  std::optional<Quarter> named{};
  base::Instant now{};
  std::optional<base::StateFolder> state{};  ///< where what a server says is kept for another time; none = nowhere
};

/// What is due, what I owe, what blocks the quarter being planned, and the command to type next. The running quarter is
/// the one that the Friday of the meant week lies in: on Monday and Tuesday last week's while I owe an update of it.
/// The planned one is the quarter after today's; `named` moves both. Needs a tracker; without a workspace nothing can
/// block. Errors: local_file; the tracker's.
Expected<StatusRead> read_status(const Ports& ports, const StatusRequest& request);

/// Whether that was seen on the server and project that is configured now.
bool was_seen_here(const Ports& ports, const workspace::LastSeen& seen);

/// The same without a tracker, from what was seen there last; calendar and files are today's.
Expected<StatusRead> read_status_offline(const Ports& ports, const StatusRequest& request,
                                         const workspace::LastSeen& seen);

}  // namespace secokr::app
