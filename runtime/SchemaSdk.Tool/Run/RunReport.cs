using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Services;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Run;

/// <summary>Creates the reports of a run. Every report after a submit contains the request id, if it is known.</summary>
internal sealed class RunReport(RunSettings settings)
{
    private const int MostCharacters = 300;

    /// <summary>Creates the report for an invalid input. Nothing was sent.</summary>
    internal Report Refused(IReadOnlyList<Finding> faults) =>
        Make(faults, $"Nothing was sent: {settings.ModelId} does not accept this input.", ExitCode.WrongUsage, []);

    /// <summary>Creates the report for a price that is unknown or too high. Nothing was sent.</summary>
    /// <param name="message">Why the price is not accepted.</param>
    /// <param name="estimate">The estimated cost; null if it is unknown.</param>
    internal Report TooExpensive(string message, decimal? estimate) => Make(
        [Error(estimate is null ? "price-unknown" : "too-dear", message)],
        estimate is null ? "Nothing was sent, because the price is unknown." : "Nothing was sent, because the price is too high.",
        estimate is null ? ExitCode.NotCompared : ExitCode.Findings,
        new JsonObject { ["estimateUsd"] = estimate });

    /// <summary>Creates the report for a job that succeeded.</summary>
    /// <param name="result">The result of the job.</param>
    /// <param name="files">A finding for each file.</param>
    /// <param name="facts">The URL and path of each file, for programs.</param>
    internal Report Succeeded(ModelResult<JsonElement> result, IReadOnlyList<Finding> files, JsonArray facts)
    {
        var isWhole = !files.Any(static file => file.Level == FindingLevel.Error);
        var findings = facts.Count > 0 ? files
            : [new Finding("output", FindingLevel.Note, HarmlessText.Cut(OutputJson.TextOf(result.Output), MostCharacters))];
        var cost = result.CostUsd is { } usd ? $" and cost {Dollars.Write(usd)}" : "";
        var rest = isWhole ? "." : ", but not all of its files were saved.";
        return Make(
            findings,
            $"Request {result.RequestId} succeeded{cost}{rest}{(settings.IsEmulated ? " It ran in the emulator, free of charge." : "")}",
            isWhole ? ExitCode.Fine : ExitCode.Service,
            new JsonObject
            {
                ["requestId"] = result.RequestId,
                ["state"] = "succeeded",
                ["costUsd"] = result.CostUsd,
                ["createdAt"] = result.CreatedAt,
                ["finishedAt"] = result.FinishedAt,
                ["files"] = facts,
                ["output"] = OutputJson.NodeOf(result.Output),
            });
    }

    /// <summary>Creates the report for a job whose result is missing or not fully saved. The job was submitted, or may have been.</summary>
    /// <param name="rule">The kind of outcome.</param>
    /// <param name="message">The message.</param>
    /// <param name="requestId">The request id; null if it is unknown.</param>
    /// <param name="exit">The exit code.</param>
    /// <param name="facts">Additional values for programs.</param>
    internal Report Ended(string rule, string message, string? requestId, ExitCode exit, JsonObject facts)
    {
        facts["requestId"] = requestId;
        facts["state"] = rule;
        return Make(
            [Error(rule, message)],
            requestId is null ? "The request id is not known." : $"The request id is {requestId}.",
            exit,
            facts);
    }

    private Finding Error(string rule, string message) => new(rule, FindingLevel.Error, message) { Model = settings.ModelId };

    private Report Make(IReadOnlyList<Finding> findings, string summary, ExitCode exit, JsonObject facts)
    {
        facts["model"] = settings.ModelId;
        facts["emulated"] = settings.IsEmulated;
        return new Report("run", $"Run of {settings.ModelId}", findings, summary, exit) { Facts = facts, IsAnswer = true };
    }
}
