#pragma once
#include <optional>
#include <string>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "domain/views/draft_view.hpp"

namespace secokr::app {

/// The objectives of a quarter with what the rules say of them at today's stage; with a name, that one alone, or one of
/// its KRs. Errors: local_file; usage for an unknown or ambiguous name.
Expected<DraftView> view_draft(const Ports& ports, Quarter quarter, const std::optional<std::string>& name);

}  // namespace secokr::app
