#pragma once
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/run/update.hpp"
#include "cli/core/context.hpp"
#include "cli/write/keep.hpp"

namespace secokr::cli {

/// What somebody says of one KR or objective.
struct SaidUpdate {
  app::UpdateTarget target{};
  app::UpdateRequest request{};
};

/// What filed updates say, each of its target; `week` where it is given, else each its own. The targets' notices are
/// said. Errors as UpdateReader::find.
Expected<std::vector<SaidUpdate>> said_of(Context& context, const app::Ports& ports, app::UpdateReader& reader,
                                          const std::vector<documents::FiledUpdate>& updates,
                                          const std::optional<Quarter>& quarter, const std::optional<Day>& week);

/// The texts as a file that `secokr update -` takes, for whoever typed them to have back (U3); empty where there is
/// none.
std::string file_of(const std::vector<SaidUpdate>& said);
/// The error with those texts.
Error with_texts(Error error, const std::vector<SaidUpdate>& said);

/// Plans them all, has each wait in the outbox, applies the set, takes out of the outbox what has arrived, and shows
/// what became of each. Error: the first that cannot be planned, or the executor's first failure; what was typed waits
/// in the outbox then, or stands in the error.
Expected<int> post_updates(Context& context, const app::Ports& ports, const std::vector<SaidUpdate>& said, Keep& keep);

/// Plans them all and puts each into the outbox, for `sync` to send; a dry run shows them instead. Error: the first
/// that cannot be planned or kept.
Status queue_updates(Context& context, const app::Ports& ports, const std::vector<SaidUpdate>& said);

}  // namespace secokr::cli
