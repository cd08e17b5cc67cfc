using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Jobs.Ledgers;

namespace SchemaSdk.Tool.Jobs;

/// <summary><c>schemasdk jobs list</c>: lists the jobs in a ledger, even while a process writes to it.</summary>
internal static class ListCommand
{
    internal static Command Build(ToolHost host)
    {
        var state = new Option<string[]>("--state")
        {
            Description = "List only jobs in this state. The option can be given several times.",
            HelpName = "state",
            DefaultValueFactory = _ => [],
        };
        state.AcceptWords([.. Enum.GetValues<LedgerState>().Select(static known => EntryJson.Word(known))]);
        var model = new Option<string?>("--model") { Description = "List only jobs that run this model.", HelpName = "model id" };
        var isUnknown = new Option<bool>("--unknown")
        {
            Description = "List only jobs whose outcome is unknown. The exit code is 1 if any are found.",
        };
        var command = new Command("list", "Lists the jobs in a ledger.") { state, model, isUnknown };
        return command.ReportingOn(host, new GivenLedger(), async (opened, parsed, stop) =>
        {
            var all = new List<LedgerEntry>();
            var unread = new List<ModelLedgerException>();
            await foreach (var entry in opened.ListAsync(unread, stop).ConfigureAwait(false))
            {
                all.Add(entry);
            }

            var asksUnknown = parsed.GetValue(isUnknown);
            var states = parsed.GetValue(state)!;
            static bool IsUnknown(LedgerEntry entry) => entry.State == LedgerState.Unknown;
            var jobs = all.FindAll(entry =>
                ((states.Length == 0 && !asksUnknown) || states.Contains(EntryJson.Word(entry.State)) || (asksUnknown && IsUnknown(entry)))
                && (parsed.GetValue(model) is not { } only || entry.ModelId == only));
            var exit = unread.Count > 0 || (asksUnknown && jobs.Exists(IsUnknown)) ? ExitCode.Findings : ExitCode.Fine;
            return JobReports.List(jobs, unread, exit);
        });
    }
}
