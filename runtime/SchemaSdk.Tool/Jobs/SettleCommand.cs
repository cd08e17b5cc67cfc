using System.CommandLine;
using System.Globalization;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Jobs.Ledgers;

namespace SchemaSdk.Tool.Jobs;

/// <summary><c>schemasdk jobs settle</c>: puts down what a person found out about a job of unknown outcome.</summary>
internal static class SettleCommand
{
    internal static Command Build(ToolHost host)
    {
        var key = JobsCommand.Key();
        var id = new Option<string?>("--id")
        {
            Description = "The request id under which the service has it.",
            HelpName = "request id",
        };
        var isNotAccepted = new Option<bool>("--not-accepted")
        {
            Description = "The service does not have it: its key may be submitted again, and is then paid for.",
        };
        var isSure = new Option<bool>("--yes") { Description = "Do not ask whether it is certain." };
        var by = new Option<string?>("--by")
        {
            Description = "Who says so, which the ledger keeps. [default: the user and the machine]",
            HelpName = "name",
        };
        by.Validators.Add(static result => RefuseLong(result, result.GetValueOrDefault<string?>()));
        var isOffline = new Option<bool>("--offline") { Description = "Do not ask the service whether it has the id." };
        var service = GivenAddress.Service("The address of the service. [default: RunComfy, or that of its environment variable]");
        var command = new ToolCommand("settle", "Records what became of a job whose outcome was unknown. Nothing is submitted.")
        {
            key, id, isNotAccepted, isSure, by, isOffline, service,
        };
        command.Check = result =>
        {
            if (result.GetValue(id) is null == !result.GetValue(isNotAccepted))
            {
                result.AddError("Give one of --id, with the request id that the service gave it, and --not-accepted.");
            }
        };
        return command.ReportingOn(host, new GivenLedger(), (opened, parsed, stop) => new JobSettling(
            host,
            opened.Ledger,
            new SettleSettings(
                parsed.GetRequiredValue(key),
                parsed.GetValue(id),
                parsed.GetValue(isSure),
                parsed.GetValue(by) ?? $"{Environment.UserName}@{Environment.MachineName}",
                parsed.GetValue(isOffline),
                GivenAddress.Read(parsed, service))).RunAsync(stop));
    }

    private static void RefuseLong(System.CommandLine.Parsing.OptionResult result, string? by)
    {
        if (by?.Length > JobLedger.MaxByLength)
        {
            result.AddError(string.Create(
                CultureInfo.InvariantCulture, $"--by has {by.Length} characters, and a ledger takes {JobLedger.MaxByLength}."));
        }
    }
}
