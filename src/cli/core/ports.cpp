#include "cli/core/ports.hpp"

#include <fmt/format.h>

#include <secokr/rule.hpp>

#include "app/dependency/dependencies.hpp"
#include "base/text.hpp"

namespace secokr::cli {

Expected<app::Ports> ports_to_read(Context& context) {
  SECOKR_TRY(const config::Config* config, context.config());
  app::Ports result{.config = *config, .ids = context.world().ids, .environment = &context.environment()};
  SECOKR_TRY(result.today, context.today());
  const Needs needs = context.command().needs;
  if (needs == Needs::workspace || (needs == Needs::tracker && context.in_workspace())) {
    SECOKR_TRY(result.workspace, context.workspace());
  }
  if (needs == Needs::tracker) {
    SECOKR_TRY(result.tracker, context.tracker());
  } else if (needs == Needs::workspace) {
    // Once a quarter is published its issues say more than its files.
    result.issues = [&context] { return context.tracker(); };
  }
  result.tell = [&context](const std::string& sentence) { context.say_once("Warning: " + sentence); };
  return result;
}

Status act_as_user(Context& context, app::Ports& ports) {
  SECOKR_TRY(ports.user, context.user());
  const Org& org = ports.config.org;
  const bool is_local = ports.config.tracker.is_local();
  // A mistyped name would act in silence, and who forgot to say who they are take "you owe nothing" for the truth.
  if (is_local && !org.usernames().empty() && !org.knows(ports.user))
    context.say_once(
        fmt::format("You are @{}, who is not in secokr.toml: --user NAME or SECOKR_USER says who you are", ports.user));
  return {};
}

Expected<app::Ports> ports(Context& context) {
  SECOKR_TRY(app::Ports result, ports_to_read(context));
  SECOKR_CHECK(act_as_user(context, result));
  return result;
}

Expected<app::Ports> dependency_ports(Context& context, Quarter quarter, bool acts) {
  SECOKR_TRY(const config::Config* config, context.config());
  app::Ports ports{.config = *config, .ids = context.world().ids};
  SECOKR_TRY(ports.today, context.today());
  bool published = true;
  if (context.in_workspace()) {
    SECOKR_TRY(ports.workspace, context.workspace());
    SECOKR_TRY(published, app::is_published(*ports.workspace, quarter));
  }
  if (published) {
    SECOKR_TRY(ports.tracker, context.tracker());
  }
  if (acts) SECOKR_CHECK(act_as_user(context, ports));
  return ports;
}

Expected<std::vector<app::Override>> overrides(Context& context) {
  std::vector<app::Override> result;
  for (const Override& given : context.global().overrides) {
    const auto rule = parse_rule(given.rule);
    if (!rule) {
      std::vector<std::string> ids;
      for (const RuleInfo& known : all_rules()) ids.emplace_back(known.id);
      const auto near = base::nearest(given.rule, ids);
      return fail(
          {.kind = ErrorKind::usage,
           .what = fmt::format("--override {}: there is no such rule", given.rule),
           .help = near ? fmt::format("did you mean {}? `secokr draft check` names the rule of each finding", *near)
                        : "`secokr draft check` names the rule of each finding"});
    }
    result.push_back({*rule, given.reason});
  }
  return result;
}

}  // namespace secokr::cli
