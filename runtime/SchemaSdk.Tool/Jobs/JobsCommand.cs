using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.Jobs;

/// <summary><c>schemasdk jobs</c>: shows, resumes and settles the jobs in a ledger.</summary>
internal static class JobsCommand
{
    internal static Command Build(ToolHost host) => new("jobs", "Shows, resumes and settles the jobs in a ledger.")
    {
        BackupCommand.Build(host),
        CheckCommand.Build(host),
        ExportCommand.Build(host),
        ListCommand.Build(host),
        ResumeCommand.Build(host),
        SettleCommand.Build(host),
        ShowCommand.Build(host),
    };

    internal static Argument<string> Key() => new("key")
    {
        Description = "The key of the job, as 'schemasdk jobs list' shows it.",
        HelpName = "key",
    };
}
