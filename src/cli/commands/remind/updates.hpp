#pragma once
#include <optional>

#include <secokr/error.hpp>

#include "cli/core/context.hpp"

namespace secokr::cli {

/// `secokr remind` without `--dependencies`: lists who owes the week's update, or posts the open slot's reminders. A
/// dry run shows what would be posted.
Expected<int> remind_of_updates(Context& context, const std::optional<Day>& week, bool post);

}  // namespace secokr::cli
