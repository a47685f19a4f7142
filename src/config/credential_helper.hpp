#pragma once
#include <secokr/error.hpp>

#include "base/environment.hpp"
#include "config/config.hpp"
#include "config/credentials.hpp"

namespace secokr::config {

/// The token that the configured program prints, asked as git asks its credential helpers: `protocol=` and `host=` on
/// its standard input, and SECOKR_HOST in its environment. The answer is the line `password=…` where there is one, else
/// the first line. Error: authentication, with the last line of its complaints and never of its answer.
Expected<Credential> ask_credential_helper(const Config& config, const base::Environment& environment);

}  // namespace secokr::config
