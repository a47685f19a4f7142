#pragma once
#include <optional>

#include <httplib.h>

#include "support/gitlab_double/state.hpp"

namespace secokr::test::fake_gitlab {

/// The answer of a fault that keeps the request from being served; nothing for the others.
/// What the later of two gets who make the same thing at once.
Answer answer_of_overtaken(const DoubleFault& fault);

std::optional<Answer> answer_instead(const State& state, const DoubleFault& fault);

/// Sends the first half of the body and cuts the connection.
void cut_body(httplib::Response& response);

}  // namespace secokr::test::fake_gitlab
