using SchemaSdk.Reliability.Tests.Kills.Killing;
using SchemaSdk.Reliability.Tests.Kills.Service;

namespace SchemaSdk.Reliability.Tests.Kills;

/// <summary>
/// The table in docs/internals/ledger-design.md must list each point at which a process is killed, and what each kill leaves behind.
/// </summary>
public class CrashTableTests
{
    public static TheoryData<string> Rows =>
    [
        .. Plan.All.Where(static plan => plan.Point.Moment is "unwritten" or "accepted" && plan.Kind != JobKind.Failed)
            .Select(static plan => RowOf(plan))
            .Append("| later | `Delivered` | returns the result |"),
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_page_has_a_row_for_each_point_at_which_a_process_can_end(string row) =>
        Assert.Contains(row, Page.Read("docs/internals/ledger-design.md").Text.Split('\n'));

    private static string RowOf(Plan plan)
    {
        var found = plan.Expected(Left.Nothing);
        var again = plan.Kind == JobKind.Postponed ? " again, after the service did not accept the job" : "";
        var when = plan.Point.Line == "submit"
            ? "while the input is sent, or before the service's answer is read"
            : $"before `{plan.After}` is recorded{again}";
        return $"| {when} | {(found is { } state ? $"`{state}`" : "nothing")} | {NextOf(plan, found)} |";
    }

    // Returns what the next call with the key does, in the words of ledger-design.md.
    private static string NextOf(Plan plan, LedgerState? found) => (found, plan.EndOf(found)) switch
    {
        (LedgerState.Sending, LedgerState.Unknown) => "throws: `Unknown`",
        (null or LedgerState.Intended, _) => "submits it",
        (LedgerState.Accepted, LedgerState.Delivered) => "waits for its result",
        (LedgerState.Ended, LedgerState.Delivered) => "returns the result",
        _ => throw new InvalidOperationException($"The page has no words for {plan.Point}, which leaves {found}."),
    };
}
