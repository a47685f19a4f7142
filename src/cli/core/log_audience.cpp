#include "cli/core/log_audience.hpp"

#include "app/plan/read_plan.hpp"
#include "app/plan/withheld.hpp"
#include "cli/core/ports.hpp"

namespace secokr::cli {

Audience log_audience(const Context& context) { return app::log_audience(context.environment()); }

Audience audience_of(const Context& context, const std::optional<std::string>& given) {
  if (!given) return log_audience(context);
  return given == "organisation" ? Audience::organisation : Audience::division;
}

Error told_in_log(Context& context, Error error) {
  const Audience audience = log_audience(context);
  // An update that failed is given back to whoever wrote it.
  if (audience == Audience::division || !context.in_workspace() || context.command().path == "update") return error;
  const auto workspace = context.workspace();
  auto ports = ports_to_read(context);
  if (!workspace || !ports) return error;
  if (error.kind == ErrorKind::network || error.kind == ErrorKind::authentication) {
    ports->tracker = nullptr;
    ports->issues = nullptr;
  }
  ports->workspace = *workspace;
  ports->tell = nullptr;
  for (const Quarter quarter : (*workspace)->quarters())
    if (const auto read = app::read_plan(*ports, quarter))
      app::withhold(audience, app::confidential_names(*read), error);
  return error;
}

}  // namespace secokr::cli
