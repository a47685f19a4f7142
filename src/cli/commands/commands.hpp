#pragma once
#include "cli/command_spec.hpp"

// One line for each command file of this folder; the registry lists them in the order of the overview.
namespace secokr::cli {

CommandSpec auth_login_command();
CommandSpec auth_logout_command();
CommandSpec auth_status_command();
CommandSpec calendar_command();
CommandSpec finalize_command();
CommandSpec draft_command();
CommandSpec draft_business_as_usual_command();
CommandSpec draft_carry_command();
CommandSpec draft_check_command();
CommandSpec draft_drop_command();
CommandSpec draft_edit_command();
CommandSpec draft_exclude_command();
CommandSpec draft_include_command();
CommandSpec draft_kr_command();
CommandSpec draft_objective_command();
CommandSpec draft_propose_command();
CommandSpec draft_renumber_command();
CommandSpec draft_rescope_command();
CommandSpec draft_review_command();
CommandSpec draft_show_command();
CommandSpec draft_start_command();
CommandSpec dependency_command();
CommandSpec dependency_add_command();
CommandSpec dependency_confirm_command();
CommandSpec dependency_decline_command();
CommandSpec dependency_list_command();
CommandSpec dependency_withdraw_command();
CommandSpec doctor_command();
CommandSpec drift_command();
CommandSpec help_command();
CommandSpec init_command();
CommandSpec label_apply_command();
CommandSpec label_check_command();
CommandSpec label_setup_command();
CommandSpec remind_command();
CommandSpec report_command();
CommandSpec report_capacity_command();
CommandSpec report_dashboard_command();
CommandSpec status_command();
CommandSpec sync_command();
CommandSpec update_command();
CommandSpec version_command();

}  // namespace secokr::cli
