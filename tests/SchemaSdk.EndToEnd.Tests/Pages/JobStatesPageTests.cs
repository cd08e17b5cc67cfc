using System.Text;

namespace SchemaSdk.EndToEnd.Tests.Pages;

/// <summary>Tests that the picture and the tables of docs/reference/job-states.md match <see cref="LedgerEntry.MayBecome"/>.</summary>
public sealed class JobStatesPageTests
{
    private const string Start = "<!-- states: drawn by tests/SchemaSdk.EndToEnd.Tests, UPDATE_CASES=1 draws them again -->\n";
    private const string End = "<!-- end of states -->\n";
    private const string Name = "docs/reference/job-states.md";
    private const string Picture = "docs/reference/job-states.svg";

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
        [(LedgerState.Intended, LedgerState.Sending)] = "The input is about to be sent.",
        [(LedgerState.Intended, LedgerState.Refused)] = "Nothing was sent: the input is invalid, a budget is used up, or the caller left.",
        [(LedgerState.Intended, LedgerState.Unknown)] =
            "A late answer says that an earlier submit was accepted, or a person records that the job may have been sent.",
        [(LedgerState.Sending, LedgerState.Intended)] = "The service temporarily refuses the job. It is submitted later.",
        [(LedgerState.Sending, LedgerState.Accepted)] = "The service returned the job's request id.",
        [(LedgerState.Sending, LedgerState.Refused)] = "The service refused the job, or no byte of the input was sent.",
        [(LedgerState.Sending, LedgerState.Unknown)] = "No usable answer came, or the process that sent the input is presumed dead.",
        [(LedgerState.Accepted, LedgerState.Ended)] = "The job succeeded, failed or was cancelled.",
        [(LedgerState.Refused, LedgerState.Intended)] = "The job is enqueued again.",
        [(LedgerState.Refused, LedgerState.Sending)] = "A call with the key submits the job again.",
        [(LedgerState.Refused, LedgerState.Accepted)] = "The job was settled as refused, but a late answer says that it was accepted.",
        [(LedgerState.Refused, LedgerState.Unknown)] = "A late answer has the request id of another job.",
        [(LedgerState.Unknown, LedgerState.Accepted)] = "The job is settled with its request id, or the answer came late.",
        [(LedgerState.Unknown, LedgerState.Refused)] = "The job is settled: the service does not have it.",
        [(LedgerState.Ended, LedgerState.Ended)] = "Files of the result were downloaded or given up.",
        [(LedgerState.Ended, LedgerState.Delivered)] = "A caller or every handler has the result.",
    };

    [Fact]
    public void The_page_has_the_table_of_changes()
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
    public void The_picture_has_an_arrow_for_each_possible_change()
    {
        var drawn = JobStatesPicture.Draw(Changes);
        if (SourceTree.IsUpdate)
        {
            File.WriteAllText(SourceTree.PathOf(Picture), drawn);
        }

        Assert.Equal(drawn, File.ReadAllText(SourceTree.PathOf(Picture)).ReplaceLineEndings("\n"));
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
        var first = new LedgerEntry { Key = "", ModelId = "", InputHash = "" }.State;
        var last = string.Join(", ", States.Except(Changes.Select(change => change.From)));
        var text = new StringBuilder("\n![A diagram of the changes of state that the table below lists.](job-states.svg)\n\n");
        text.Append($"A job with a key starts as `{first}`. The last state is `{last}`.\n\n| from | to | when |\n|---|---|---|\n");
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
