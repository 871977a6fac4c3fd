internal import YAMLSource

/// A workflow for GitHub that needs no secret, so that it runs for a fork's pull request as for any other.
struct WorkflowScaffold {
  static let path = ".github/workflows/bitting.yml"

  /// The folder of the declarations, from the top of the checkout; nil where it is the top.
  private let folder: String?

  /// The workflow for the declarations in `folder`.
  init(folder: String?) {
    self.folder = folder
  }

  /// The folder in which every step runs.
  private var defaults: String {
    guard let folder else { return "" }
    return "\ndefaults:\n  run:\n    working-directory: \(YAMLScalarText.written(folder) ?? folder)\n"
  }

  var text: String {
    """
    # Checks keys and policies, and says in each pull request what it lets anybody do.
    # `bitting` has to be on the path of the runner: add the step that installs your release of it to both jobs.
    name: bitting

    on:
      push:
        branches: [main]
      pull_request:

    permissions: {}
    \(defaults)
    jobs:
      check:
        runs-on: ubuntu-latest
        timeout-minutes: 10
        permissions:
          contents: read
        steps:
          - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
            with:
              persist-credentials: false
          - name: Layout
            run: bitting fmt --check
          - name: Rules
            if: ${{ !cancelled() }}
            run: bitting check --format github
          - name: Policy tests
            if: ${{ !cancelled() }}
            run: bitting test --format github

      review:
        if: github.event_name == 'pull_request'
        runs-on: ubuntu-latest
        timeout-minutes: 10
        permissions:
          contents: read
          # For the comment; a fork's pull request gets a token that cannot write, and finds the report in the summary.
          pull-requests: write
        steps:
          - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
            with:
              fetch-depth: 0
              persist-credentials: false
          - name: Review
            env:
              BASE: ${{ github.event.pull_request.base.sha }}
              HEAD: ${{ github.event.pull_request.head.sha }}
            run: |
              # A head that is refused is reported as well, and fails the job after that.
              status=0
              bitting review --base "$BASE" --head "$HEAD" --format markdown > "$RUNNER_TEMP/review.md" || status=$?
              cat "$RUNNER_TEMP/review.md" >> "$GITHUB_STEP_SUMMARY"
              exit "$status"
          - name: Comment
            if: ${{ !cancelled() && github.event.pull_request.head.repo.full_name == github.repository }}
            env:
              GH_TOKEN: ${{ github.token }}
              REPOSITORY: ${{ github.repository }}
              NUMBER: ${{ github.event.pull_request.number }}
            run: |
              # What cannot be told is no report.
              [ -s "$RUNNER_TEMP/review.md" ] || exit 0
              comments="repos/$REPOSITORY/issues/$NUMBER/comments"
              filter='.[] | select(.user.type == "Bot") | select(.body | contains("<!-- bitting:review -->")) | .id'
              known=$(gh api --paginate "$comments" --jq "$filter" | head -n 1)
              if [ -n "$known" ]; then
                gh api --method PATCH "repos/$REPOSITORY/issues/comments/$known" -F "body=@$RUNNER_TEMP/review.md"
              else
                gh api --method POST "$comments" -F "body=@$RUNNER_TEMP/review.md"
              fi

    """
  }
}
