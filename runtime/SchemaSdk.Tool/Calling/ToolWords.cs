using System.Globalization;
using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.Calling;

/// <summary>Rewrites the client's error messages for users of the command line. The originals are meant for developers.</summary>
internal static partial class ToolWords
{
    /// <summary>Returns the message from a client exception, rewritten for the command line.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="run">The arguments of <c>schemasdk run</c> for the model, such as its id.</param>
    internal static string Of(Exception exception, string run) => Names().Replace(
        Attach().Replace(exception.Message, call => $"'schemasdk run {run} --resume {call.Groups[1].Value}'"),
        static name => name.Value switch
        {
            "ModelClientOptions.ApiToken or the environment variable" => "the environment variable",
            "MaxPriceUsd or BudgetUsd" or "MaxPriceUsd, BudgetUsd" or "RunOptions.MaxPriceUsd" or "MaxPriceUsd" => "--max-price",
            "GetModelAsync" => "'schemasdk price'",
            "which is not among Downloads.AllowedHosts" => "which is not a host of the service",
            _ => name.Value[0] == '.' ? ". The tool" : "the tool",
        });

    internal static string StateOf(JobStatus status) => status.State switch
    {
        JobState.InQueue => status.QueuePosition is { } position
            ? string.Create(CultureInfo.InvariantCulture, $"in queue, position {position}")
            : "in queue",
        JobState.InProgress => "in progress",
        JobState.Succeeded => "succeeded",
        JobState.Failed => "failed",
        JobState.Canceled => "cancelled",
        _ => status.StateText ?? "state not known",
    };

    [GeneratedRegex("""Attach\("([^"]*)"\)""")]
    private static partial Regex Attach();

    [GeneratedRegex(
        @"ModelClientOptions\.ApiToken or the environment variable|MaxPriceUsd( or|,) BudgetUsd|(RunOptions\.)?MaxPriceUsd|GetModelAsync"
        + @"|which is not among Downloads\.AllowedHosts|(\. )?(Retry|Uploads|Downloads)\.[A-Z][A-Za-z]+")]
    private static partial Regex Names();
}
