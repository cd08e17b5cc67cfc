using System.CommandLine;
using System.Globalization;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Jobs.Ledgers;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Jobs;

/// <summary><c>schemasdk jobs settle</c>: records what a person has found out about a job whose outcome is unknown.</summary>
internal static class SettleCommand
{
    internal static Command Build(ToolHost host)
    {
        var key = JobsCommand.Key();
        var id = new Option<string?>("--id")
        {
            Description = "The request id of the job at the service.",
            HelpName = "request id",
        };
        var isNotAccepted = new Option<bool>("--not-accepted")
        {
            Description = "Record that the service did not accept the job. Its key can then be used for another submit, which is charged.",
        };
        var isSure = new Option<bool>("--yes") { Description = "Do not ask for confirmation." };
        var by = new Option<string?>("--by")
        {
            Description = "The name of the person who settles the job. The ledger records it. [default: the user and the machine]",
            HelpName = "name",
        };
        by.Validators.Add(static result => RefuseLong(result, result.GetValueOrDefault<string?>()));
        var isOffline = new Option<bool>("--offline") { Description = "Do not ask the service whether the id is correct." };
        var service = new GivenService("the ledger");
        var command = new ToolCommand("settle", "Records the outcome of an unknown job. Nothing is submitted.")
        {
            key, id, isNotAccepted, isSure, by, isOffline,
        };
        service.AddTo(command);
        command.Check = result =>
        {
            if (result.GetValue(id) is null == !result.GetValue(isNotAccepted))
            {
                result.AddError("Use either --id, with the request id from the service, or --not-accepted.");
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
                service.Read(parsed))).RunAsync(stop));
    }

    private static void RefuseLong(System.CommandLine.Parsing.OptionResult result, string? by)
    {
        if (by?.Length > JobLedger.MaxByLength)
        {
            result.AddError(string.Create(
                CultureInfo.InvariantCulture, $"--by has {by.Length} characters, more than the limit of {JobLedger.MaxByLength}."));
        }
    }
}
