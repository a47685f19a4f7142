#pragma once
#include <string>
#include <vector>

#include "support/gitlab_double/state.hpp"

namespace secokr::test::fake_gitlab {

// What labels of projects and of groups have in common.

/// Refuse what cannot be a colour, a name, the parameters of a new label.
std::string read_color(const std::string& text);
void check_name(const std::string& name);
void check_new(const Call& call);

void fill(Label& label, const Call& call);
/// Those that the call searches for, by name.
std::vector<const Label*> chosen(const Call& call, std::vector<const Label*> labels);
const Label* named(const std::vector<const Label*>& labels, std::string_view name);

/// The label as its project shows it; a group shows less.
Json shown(const Label& label, bool in_project);
Answer answer_of(const Label& label, bool in_project, int status);

}  // namespace secokr::test::fake_gitlab
