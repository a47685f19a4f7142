#include "cli/log_audience.hpp"

#include "base/environment.hpp"
#include "base/text.hpp"

namespace secokr::cli {

Audience log_audience(const Context& context) {
  const auto ci = context.environment().get("CI");
  const bool is_job = ci && !ci->empty() && !base::equals_folded(*ci, "false");
  return is_job ? Audience::organisation : Audience::division;
}

}  // namespace secokr::cli
