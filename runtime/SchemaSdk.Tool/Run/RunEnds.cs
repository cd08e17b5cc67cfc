using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Run.Inputs;

namespace SchemaSdk.Tool.Run;

/// <summary>Converts a failure of a run to a report, or to an exception if nothing was submitted.</summary>
internal sealed class RunEnds(RunSettings settings)
{
    private readonly RunReport _report = new(settings);

    /// <exception cref="ToolException">Nothing was submitted, so there is nothing to report.</exception>
    internal Report Of(ModelException exception)
    {
        var message = ToolWords.Of(exception, settings.Again);
        var id = exception.RequestId;
        return exception switch
        {
            ModelInputException input => _report.Refused([.. input.Errors.Select(error => InputCheck.FindingOf(error, settings.ModelId))]),
            ModelBudgetException budget => _report.TooExpensive(message, budget.EstimateUsd),
            ModelSubmissionUnknownException unknown => _report.Ended("submission-unknown", message, id, ExitCode.Service, new JsonObject
            {
                ["possibleRequestId"] = unknown.PossibleRequestId,
                ["sentAt"] = unknown.SentAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            }),
            ModelFailedException failed => _report.Ended("failed", message, id, ExitCode.Findings, new JsonObject
            {
                ["error"] = OutputJson.NodeOf(failed.Error),
            }),
            ModelCanceledException => _report.Ended("cancelled", message, id, ExitCode.Findings, []),
            ModelTimeoutException => _report.Ended("timed-out", message, id, ExitCode.Service, []),
            ModelConfigurationException when id is null => throw new ToolException(ExitCode.WrongUsage, message, exception),
            _ when id is null => throw new ToolException(ExitCode.Service, message, exception),
            _ => _report.Ended("not-read", message, id, ExitCode.Service, []),
        };
    }

    internal Report Of(ModelWaitCanceledException stopped) => _report.Ended(
        "stopped",
        $"Stopped waiting for request {stopped.RequestId}. {OutcomeOf(stopped)}",
        stopped.RequestId,
        ExitCode.Stopped,
        new JsonObject { ["cancel"] = stopped.CancelOutcome?.ToString() });

    internal Report OfSaving(ModelResult<JsonElement> result, JsonArray files) => _report.Ended(
        "stopped",
        $"Stopped before all files of request {result.RequestId} were saved. The job has ended. "
            + WayBack(result.RequestId, "gets the result"),
        result.RequestId,
        ExitCode.Stopped,
        new JsonObject { ["files"] = files });

    private string OutcomeOf(ModelWaitCanceledException stopped) => stopped.CancelOutcome switch
    {
        CancelOutcome.Canceled => "The job is cancelled.",
        null => $"The job continues at the service. {WayBack(stopped.RequestId)}",
        CancelOutcome.NotCancelable => $"The job is running or has ended, so it cannot be cancelled. {WayBack(stopped.RequestId)}",
        _ => $"It is not known whether the job was cancelled. {WayBack(stopped.RequestId)}",
    };

    private string WayBack(string? requestId, string does = "waits for the job") => settings.IsEmulated
        ? "The emulator and its jobs ended with this command."
        : $"'schemasdk run {settings.Again} --resume {requestId}' {does} again.";
}
