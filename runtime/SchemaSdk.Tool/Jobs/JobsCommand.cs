using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.Jobs;

/// <summary><c>schemasdk jobs</c>: looks at the jobs of a ledger, and ends what is open.</summary>
internal static class JobsCommand
{
    internal static Command Build(ToolHost host) => new("jobs", "Looks at the paid jobs of a ledger, and settles unknown ones.")
    {
        BackupCommand.Build(host),
        CheckCommand.Build(host),
        ExportCommand.Build(host),
        ListCommand.Build(host),
        ResumeCommand.Build(host),
        SettleCommand.Build(host),
        ShowCommand.Build(host),
    };

    /// <summary>The argument with the key of one job.</summary>
    internal static Argument<string> Key() => new("key")
    {
        Description = "The key of the job: 'schemasdk jobs list' tells them.",
        HelpName = "key",
    };
}
