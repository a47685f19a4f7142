#pragma once
#include <vector>

#include <secokr/error.hpp>
#include "domain/views/drift_report.hpp"

#include "app/core/ports.hpp"
#include "app/drift/drift.hpp"

namespace secokr::app {

/// Adds to each field of one issue who changed it last and when, where the tracker's history tells; a history that may
/// not be read tells nothing. Where it tells of the text no before and after, it is who edited the text last.
Status add_history(const Ports& ports, const ComparedIssue& compared, std::vector<DriftedField>& fields);

}  // namespace secokr::app
