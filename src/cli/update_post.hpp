#pragma once
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/update.hpp"
#include "cli/context.hpp"

namespace secokr::cli {

/// What somebody says of one KR or objective.
struct SaidUpdate {
  app::UpdateTarget target{};
  app::UpdateRequest request{};
};

/// The texts as a file that `secokr update -` takes, for whoever typed them to have back (U3); empty where there is
/// none.
std::string file_of(const std::vector<SaidUpdate>& said);
/// The error with those texts.
Error with_texts(Error error, const std::vector<SaidUpdate>& said);

/// Plans them all, puts each note into the outbox, applies the set, takes out of the outbox what has arrived, and shows
/// what became of each. Error: the first that cannot be planned, or the executor's first failure; what was typed waits
/// in the outbox then, or stands in the error.
Expected<int> post_updates(Context& context, const app::Ports& ports, const std::vector<SaidUpdate>& said);

}  // namespace secokr::cli
