#pragma once
#include <string_view>

#include "support/gitlab_double/wire.hpp"

namespace secokr::test::fake_gitlab {

/// What answers of one kind have in common, by the name of its file below templates/.
const Json& template_of(std::string_view name);

}  // namespace secokr::test::fake_gitlab
