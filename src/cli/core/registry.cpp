#include "cli/core/registry.hpp"

#include <array>

// Every command, in the order of the overview: `draft_kr_command` stands in commands/draft/kr.cpp.
#define SECOKR_COMMANDS(command)                                                                                       \
  command(init) command(auth_login) command(auth_status) command(auth_logout) command(calendar) command(draft)         \
      command(draft_start) command(draft_carry) command(draft_objective) command(draft_kr) command(draft_edit)         \
          command(draft_show) command(draft_check) command(draft_propose) command(draft_review) command(draft_include) \
              command(draft_exclude) command(draft_rescope) command(draft_drop) command(draft_renumber)                \
                  command(draft_business_as_usual) command(dependency) command(dependency_list)                        \
                      command(dependency_add) command(dependency_confirm) command(dependency_decline)                  \
                          command(dependency_withdraw) command(finalize) command(drift) command(status)                \
                              command(update) command(sync) command(remind) command(label_setup) command(label_check)  \
                                  command(label_apply) command(report) command(report_dashboard)                       \
                                      command(report_capacity) command(doctor) command(completion)                     \
                                          command(completion_words) command(man) command(help) command(version)

namespace secokr::cli {

#define SECOKR_DECLARED(name) CommandSpec name##_command();
SECOKR_COMMANDS(SECOKR_DECLARED)
#undef SECOKR_DECLARED

std::span<const std::string_view> all_groups() {
  static constexpr std::array all{groups::start, groups::plan,   groups::publish,
                                  groups::run,   groups::report, groups::tool};
  return all;
}

const std::vector<CommandSpec>& all_commands() {
#define SECOKR_MADE(name) name##_command(),
  static const std::vector<CommandSpec> commands{SECOKR_COMMANDS(SECOKR_MADE)};
#undef SECOKR_MADE
  return commands;
}

}  // namespace secokr::cli
