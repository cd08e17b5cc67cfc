using System.Text;

namespace SchemaSdk.EndToEnd.Tests.Pages;

/// <summary>The diagram and the tables of docs/reference/job-states.md must match <see cref="LedgerEntry.MayBecome"/>.</summary>
public sealed class JobStatesPageTests
{
    private const string Start = "<!-- states: drawn by tests/SchemaSdk.EndToEnd.Tests, UPDATE_CASES=1 draws them again -->\n";
    private const string End = "<!-- end of states -->\n";
    private const string Name = "docs/reference/job-states.md";

    private static readonly LedgerState[] States = Enum.GetValues<LedgerState>();

    private static readonly (LedgerState From, LedgerState To)[] Changes =
    [
        .. from was in States
           from next in States
           where EntryIn(was).MayBecome(next)
           select (was, next),
    ];

    private static readonly Dictionary<(LedgerState From, LedgerState To), string> Reasons = new()
    {
        [(LedgerState.Intended, LedgerState.Sending)] = "Its input is about to be sent.",
        [(LedgerState.Intended, LedgerState.Refused)] = "It was not sent: its input does not fit, a budget is used up, or its caller left.",
        [(LedgerState.Intended, LedgerState.Unknown)] = "The ledger was restored from a copy, so it cannot know that nothing was sent.",
        [(LedgerState.Sending, LedgerState.Intended)] = "The service does not accept it now; it is submitted later.",
        [(LedgerState.Sending, LedgerState.Accepted)] = "The service gave its request id.",
        [(LedgerState.Sending, LedgerState.Refused)] = "The service refused it, or no byte of it was sent.",
        [(LedgerState.Sending, LedgerState.Unknown)] = "No usable answer came, or its process is presumed dead.",
        [(LedgerState.Accepted, LedgerState.Ended)] = "It succeeded, failed or was canceled.",
        [(LedgerState.Refused, LedgerState.Intended)] = "It is enqueued again.",
        [(LedgerState.Refused, LedgerState.Sending)] = "A call with its key submits it again.",
        [(LedgerState.Refused, LedgerState.Accepted)] = "It was settled as refused, and the answer came late: the service had accepted it.",
        [(LedgerState.Refused, LedgerState.Unknown)] = "The answer came late, with the request id of another job.",
        [(LedgerState.Unknown, LedgerState.Accepted)] = "It is settled with its request id, or the answer came late.",
        [(LedgerState.Unknown, LedgerState.Refused)] = "It is settled: the service does not have it.",
        [(LedgerState.Ended, LedgerState.Ended)] = "Files of its result were downloaded, or given up.",
        [(LedgerState.Ended, LedgerState.Delivered)] = "A caller or every handler has its result.",
    };

    [Fact]
    public void The_page_has_the_diagram_and_the_table_of_changes()
    {
        var drawn = Draw();
        var (text, start, end) = Read();
        if (SourceTree.IsUpdate)
        {
            File.WriteAllText(Path.Combine(SourceTree.Root, Name), text[..start] + drawn + text[end..]);
            (text, start, end) = Read();
        }

        Assert.Equal(drawn, text[start..end]);
    }

    [Fact]
    public void Each_possible_change_has_a_reason_and_no_other_change_has_one() => Assert.Equal(Changes, Reasons.Keys.Order());

    [Fact]
    public void Each_state_of_the_ledger_has_a_row() => Assert.Equal(
        States.Select(state => $"`{state}`"), Page.Read(Name).Table("`LedgerState`").Select(row => row[0]));

    [Fact]
    public void Each_state_at_the_service_has_a_row() => Assert.Equal(
        Enum.GetValues<JobState>().Select(state => $"`{state}`"), Page.Read(Name).Table("`JobState`").Select(row => row[0]));

    private static string Draw()
    {
        var text = new StringBuilder("\n```mermaid\nstateDiagram-v2\n");
        text.Append($"    [*] --> {new LedgerEntry { Key = "", ModelId = "", InputHash = "" }.State}\n");
        foreach (var (was, next) in Changes)
        {
            text.Append($"    {was} --> {next}\n");
        }

        foreach (var last in States.Except(Changes.Select(change => change.From)))
        {
            text.Append($"    {last} --> [*]\n");
        }

        text.Append("```\n\n| from | to | when |\n|---|---|---|\n");
        foreach (var change in Changes)
        {
            text.Append($"| `{change.From}` | `{change.To}` | {Reasons.GetValueOrDefault(change)} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static LedgerEntry EntryIn(LedgerState state) => new() { Key = "", ModelId = "", InputHash = "", State = state };

    private static (string Text, int Start, int End) Read()
    {
        var text = Page.Read(Name).Text;
        var start = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return (text, start, text.IndexOf(End, start, StringComparison.Ordinal));
    }
}
