#pragma once
#include <string_view>

namespace secokr::test {

/// Titles of key results in the style of published OKRs, judged by a person, one a line: these say how much.
inline constexpr std::string_view titles_with_an_amount = R"(
Increase MAU of the security dashboard from 12k to 20k
Achieve an NPS of 50 or better among security champions
NPS 60 among internal customers
95% of laptops encrypted
Reduce mean time to detect to under 15 minutes
Ship 4 learning modules for developers
Respond to 90 % of vulnerability reports within 24h
Hire 6 security engineers across EMEA and APAC
Lower false positives in SAST by 30%
Decrease cloud spend on logging by $250K per year
Complete SOC 2 Type II audit with zero exceptions
Obtain ISO 27001 certification with no major findings
Migrate 100% of services to mTLS
Rotate all long-lived credentials
Remove every unowned API key
Pilot passkeys with 500 users
Onboard 2000 users to the new VPN
Cut onboarding time from 5 days to 1 day
Publish two blog posts a month
Run twelve phishing simulations
Reduce the number of critical vulnerabilities older than 30 days by half
Double the number of bug bounty submissions
Triple throughput of the log pipeline
Get three quarters of teams to adopt threat modelling
Two thirds of engineers complete secure coding training
A third of incidents are resolved without escalation
Achieve 99.99% uptime for the sign-in service
Reach five nines for the identity platform
Increase CSAT to 4.5/5
Raise the security culture score from 3.2 to 4.0
Have at least one security champion in each team
Each product team completes a threat model
One runbook per critical service
A tabletop exercise per region
Zero critical findings open at the end of the quarter
Zero Sev-1 incidents caused by changes
No public buckets in any account
No laptops without disk encryption
Reduce P1 incidents by 25%
Fewer than 10 open S1 findings
≥ 80 % of merge requests reviewed by AppSec within 2 days
MTTD < 1 hour
MTTR of 4 hours for P1 incidents
Keep SLA at 99.5
Scan 10,000 repositories nightly
1,500 employees complete the security awareness course
Bring the median age of findings to 14 days
Save $1.2M in tooling costs
€40k less spent on external pentests
Increase detection coverage of MITRE ATT&CK techniques from 40% to 65%
Automate 8 of 12 manual access reviews
3 out of 4 regions pass the internal audit
Process vendor reviews 2x faster
Tenfold increase in scanned images
10x more alerts handled automatically
Deliver twenty-five workshops to engineering
Train a hundred reviewers
Retire a dozen legacy systems
Both data centres pass the failover test
All P0 services have an on-call rota
All employees use hardware keys for SSO
Every service has an owner
Ensure every vendor has a current risk assessment
Access reviews are completed for all SOX systems
Hold a security review once per sprint
Ship a release every two weeks
Send out the newsletter twice a month
Limit exceptions to at most five
Not a single unpatched host on the perimeter
Pass the audit without a single finding
Halving the time it takes to onboard a vendor
Time to revoke access is halved
Patch 98% of critical CVEs within 72 hours
Reduce alert volume per analyst to 20 a day
Increase share of dependency updates merged automatically by 15 percentage points
Grow the bug bounty programme to 300 active researchers
Close 40 audit findings from FY28
Move 15 services to TLS 1.3
Upgrade 90% of hosts to Windows 11
Have SOC 2 reports for 3 products
Resolve the top 10 findings of the penetration test
Score of 85 or higher in the SecurityScorecard rating
Get 30+ teams through the design review
Response within 1 business day for all security questions
Decrease build time of the scanner image from 20m to 8m
Three new partners integrate with the vulnerability API
Ten customers reference our trust center
Reach 70 % adoption of the new secrets manager by March 31
Increase the coverage of asset inventory to ~95 %
Drop phishing click rate below 4%
Answer customer questionnaires in 3 days rather than 10
Raise maturity from level 2 to level 3 in all domains
5 of 7 detection gaps from the purple team closed
Less than 2 days between disclosure and fix
Bring 200 ms latency of the policy engine down to 50 ms
Two-thirds of tickets closed by the first responder
Achieve 100% of plan
KR1: 4 case studies published
Hire 20 quota-carrying reps
Pipeline 3x of quota
Get to $30M ARR
SOC: reduce noise by 40%
Coverage: 80% of tier 1 apps
Deploy CSP on 12 properties
Have 0 overdue actions
Time to first response < 30 min
p95 latency below 200ms
Bring p99 down to 1.2s
Build 2 integrations with Jira
8/10 satisfaction in the survey
25 threat hunts, 5 of them automated
Between 5 and 8 partners signed
Run the survey with at least 60 responses
Launch 3 new security controls in GitLab.com
Close all high-risk audit issues by June 30th
Enrol all contractors in MFA
Migrate 3 of 5 clusters to Kubernetes 1.29
Remove 50k stale accounts
Sign 10 out of 12 data processing agreements
Increase automated test coverage by 20 pp
Spend no more than 10 hours a week on toil
Have four hackathons
Ninety percent of staff pass the quiz
Increase bug bounty payout to $20,000 for criticals
Fix rate of 90% for SLA breaches
1 FTE freed by automation
6 months of log retention for all systems
Log retention of 365 days
Move half of the fleet to hardened images
Close S1 findings in 7 days, S2 in 30 days
Exceed a 4.0 average rating in training feedback
Average review time drops from 5.5 to 3 days
Deliver 100 % of planned audits
Zero high-severity incidents due to misconfiguration
Three quarterly reports delivered on time
Reduce cost by a third
50+ detections in production
Reach 1 million requests scanned a day
Conduct one red team exercise
Every team has at least 1 champion
Publish 1 whitepaper per quarter
Fill the 5 open positions in SIRT
40% women in interview panels
Resolve 75% of tickets within SLA
)";

/// These do not: their digits and number words stand in names, dates, identifiers and placeholders.
inline constexpr std::string_view titles_without_an_amount = R"(
Improve the developer experience of security tooling
Launch the new vulnerability management portal
Launch v2 of the trust center
Launch the trust center by March 31
Finalize the FY30 security roadmap by January 15, 2027
Obtain SOC 2 Type 2 attestation
Achieve ISO 27001 certification
Become compliant with PCI DSS 4.0
Map controls to NIST 800-53
Align our policies with NIST CSF 2.0
Upgrade Kubernetes to 1.29
Migrate from Python 2 to Python 3
Roll out Windows 11 to the finance department
Adopt TLS 1.3 and HTTP/3 on the edge
Enable MFA and 2FA enforcement
Introduce two-factor authentication for contractors
Establish a zero trust architecture
Protect against zero-day exploits
Build a 24/7 response capability
Prepare for Log4j 2 removal
Remediate CVE-2021-44228
Close issue #4321
Follow up on RFC 9116 in the disclosure page
Reduce S1 and S2 findings
Improve MTTR
Increase NPS
Bring down the cost per scan
Improve coverage of L3 support
Complete phase 2 of the SIEM migration
Deliver milestone 3 of the data loss project
Reach SLSA level 3
Publish the Q2 report
Plan for H2
Start work on the 2027 strategy
Complete the 2026 penetration test
Have a plan for FY29 Q3
Raise coverage to X%
Reduce open findings from X to Y
Train N% of engineers
Cover XX of the top risks
Make security everyone's job
Be the best security team
Write the 30-60-90 plan for new hires
Have a second line of defence
Third-party risk is understood
Manage third party risk
Offer first class support
Get ready for the 1st external audit
Consolidate logs in one place
Act as one team
Move to a single source of truth
Better onboarding for new managers
Document the incident process end to end
Double down on automation
Keep customers informed at all times
Work across all levels of the company, above all with legal
Be transparent about what we do every day
Passwords are no longer stored in tickets
Provide a no-code way to write detections
Address the OWASP Top 10
Mitigate a Top-5 risk
Review the CIS Controls 1 to 6
Support IPv6 in the WAF
Replace SHA-1 and MD5 in legacy code
Move from SHA256 to SHA512
Integrate with Microsoft 365 and Okta
Bring the AWS account structure in order
Agree with GDPR Article 30 on records
Refresh the Security 101 course
Collect 360 feedback
Introduce Six Sigma in the SOC
Grow relationships with Fortune 500 companies
Several teams adopt the new process
Many engineers are trained
Understand why alerts are missed
Explore ways to speed up reviews
Ensure engineering and security work well with each other
Hold the all-hands on security
Set up the bug bounty on HackerOne
Have a B2B partner portal
Weekly syncs with product leaders
Deliver the second half of the training programme
Complete the first half of the migration
Hand over to the new team in the second quarter
Move to OpenSSL 3.0
Ubuntu 22.04 images are available
Establish the role of a level 2 analyst
Establish a Tier 1 SOC
Implement DORA Article 24 testing
Prepare FedRAMP Rev 5 package
Adopt SLSA v1.0
Support FIDO2 keys
Ship GitLab 17.0 with signed images
Upgrade to Java 17
Upgrade to PostgreSQL 16
Upgrade from Ubuntu 20.04 to 22.04
Deprecate API v3
Integrate EC2 and S3 logs
Make GitLab the first choice for regulated customers
Hold a 1:1 with each other's managers regularly
Plan the offsite in May 2028
Get the budget approved by Feb 1
Kick off on 2027-02-01
Release 4.2 is available in the store
Establish Level 4 support
Win the CTF at DEF CON 35
Refactor module 7 of the course
Roll out 802.1X
Prepare a Series C narrative
Complete Wave 2 of migrations
Improve Time to Resolution for Priority 1 tickets
Improve quality and speed
Increase awareness of security
Increase the number of champions
Make it one-click to report phishing
Become number one in customer trust
Reduce time per review
Clarify the RACI of the 3rd line
Align on a 3-year strategy
Draft the 5-year plan
Launch 2FA for admins
Define SLAs for P1 to P3
Use AES-256 everywhere
Write ADR-0012
Investigate INC-2041
Port to ARM64
Introduce a four-eyes principle
Adopt the three lines of defence model
Have a plan for Web3
Make reporting to the board more regular
Keep up with all things AI
Grow the team
Review FY28 Q4 results
Prepare H1 2027 review
All in on automation
)";

}  // namespace secokr::test
