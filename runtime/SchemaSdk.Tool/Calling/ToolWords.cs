using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.Calling;

/// <summary>Makes a message of the client, which is for those who write code, into one for those who type a command.</summary>
internal static partial class ToolWords
{
    /// <param name="exception">The client's exception.</param>
    /// <param name="modelId">The model that was called.</param>
    internal static string Of(Exception exception, string modelId) => Names().Replace(
        Attach().Replace(exception.Message, call => $"'schemasdk run {modelId} --resume {call.Groups[1].Value}'"),
        static name => name.Value switch
        {
            "ModelClientOptions.ApiToken or the environment variable" => "the environment variable",
            "MaxPriceUsd or BudgetUsd" or "RunOptions.MaxPriceUsd" or "MaxPriceUsd" => "--max-price",
            "GetModelAsync" => "'schemasdk price'",
            "which is not among Downloads.AllowedHosts" => "which is not a host of the service",
            _ => "the tool",
        });

    [GeneratedRegex("""Attach\("([^"]*)"\)""")]
    private static partial Regex Attach();

    [GeneratedRegex(
        @"ModelClientOptions\.ApiToken or the environment variable|MaxPriceUsd or BudgetUsd|(RunOptions\.)?MaxPriceUsd|GetModelAsync"
        + @"|which is not among Downloads\.AllowedHosts|(Retry|Uploads|Downloads)\.[A-Z][A-Za-z]+")]
    private static partial Regex Names();
}
