#pragma once
#include <map>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

#include "app/core/ports.hpp"
#include "documents/objective/document.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// The errors that the gates would find in the quarter once `edited`, by path, and `base` are written, and that they do
/// not find now. Error: local_file; the tracker's.
Expected<std::vector<Finding>> errors_made(const Ports& ports, const workspace::Published& base,
                                           const std::map<std::string, documents::ObjectiveDocument>& edited);

}  // namespace secokr::app
