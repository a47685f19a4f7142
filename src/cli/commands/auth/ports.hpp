#pragma once
#include <string>

#include <secokr/error.hpp>

#include "app/setup/auth.hpp"
#include "cli/core/context.hpp"

namespace secokr::cli {

/// The ports of `auth`, from configuration and environment; they live as long as the context. Error: local_file, where
/// no place for stored tokens is known.
Expected<app::AuthPorts> auth_ports(Context& context);

/// Which token secokr has besides what is stored: "GITLAB_TOKEN is set in the environment"; empty where there is none.
std::string other_token(const app::AuthPorts& ports);

}  // namespace secokr::cli
