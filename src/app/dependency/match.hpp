#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/dependency/dependencies.hpp"

namespace secokr::app {

/// Which dependency of a key result is meant: by `D2`, by team, or the only one that there is for the user to answer.
/// The indexes of all that may be meant, counted from 0; one of them is a match. Error usage: it has none, or none like
/// that.
Expected<std::vector<std::size_t>> match_dependency(const Ports& ports, const DependingKeyResult& depending,
                                                    const std::optional<std::string>& which, bool is_answer);

/// `D1 PeopleOps (requested: enrol every team member); D2 …`.
std::string listed_dependencies(const DependingKeyResult& depending, const std::vector<std::size_t>& which);

}  // namespace secokr::app
