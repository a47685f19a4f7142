#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/ports.hpp"
#include "cli/context.hpp"
#include "workspace/outbox.hpp"

namespace secokr::cli {

/// Keeps updates, as `secokr update --file` takes them, before anything is asked of a server (U3). Nothing for an empty
/// text, in a dry run, and where no file can be written: then the error gives the text back.
std::optional<std::filesystem::path> keep_unsent(Context& context, const std::string& text);
void let_go_unsent(Context& context, const std::filesystem::path& kept);

/// Settles what each of them is about and puts it into the outbox in its place. Error: the first that cannot be; it
/// stays as it was.
Status address_unsent(Context& context, const app::Ports& ports, const std::vector<workspace::UnsentUpdates>& unsent);

}  // namespace secokr::cli
