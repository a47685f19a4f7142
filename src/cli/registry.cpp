#include "cli/registry.hpp"

#include <array>

#include "cli/commands/commands.hpp"

namespace secokr::cli {

std::span<const std::string_view> all_groups() {
  static constexpr std::array all{groups::start, groups::plan,   groups::publish,
                                  groups::run,   groups::report, groups::tool};
  return all;
}

const std::vector<CommandSpec>& all_commands() {
  // In the order of the overview.
  static const std::vector<CommandSpec> commands{
      init_command(),
      auth_login_command(),
      auth_status_command(),
      auth_logout_command(),
      calendar_command(),
      draft_command(),
      draft_start_command(),
      draft_carry_command(),
      draft_objective_command(),
      draft_kr_command(),
      draft_edit_command(),
      draft_show_command(),
      draft_check_command(),
      draft_propose_command(),
      draft_review_command(),
      draft_include_command(),
      draft_exclude_command(),
      draft_rescope_command(),
      draft_drop_command(),
      draft_renumber_command(),
      draft_business_as_usual_command(),
      dependency_command(),
      dependency_list_command(),
      dependency_add_command(),
      dependency_confirm_command(),
      dependency_decline_command(),
      dependency_withdraw_command(),
      finalize_command(),
      drift_command(),
      status_command(),
      update_command(),
      sync_command(),
      remind_command(),
      label_setup_command(),
      label_check_command(),
      label_apply_command(),
      report_command(),
      report_dashboard_command(),
      report_capacity_command(),
      doctor_command(),
      help_command(),
      version_command(),
  };
  return commands;
}

}  // namespace secokr::cli
