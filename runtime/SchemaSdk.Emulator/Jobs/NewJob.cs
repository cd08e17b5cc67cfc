using System.Text.Json;
using SchemaSdk.Emulation.Models;

namespace SchemaSdk.Emulation.Jobs;

/// <summary>A job that is about to be accepted.</summary>
internal sealed record NewJob(EmulatedModel Model, EmulatedOutcome Outcome, decimal? CostUsd)
{
    /// <summary>The input that the job keeps; null if it keeps none.</summary>
    public JsonElement? Input { get; init; }

    public string? Note { get; init; }

    /// <summary>The time after which the service cancels the job if it has not started; null for no limit.</summary>
    public TimeSpan? StartsWithin { get; init; }

    /// <summary>The time after which the service cancels the job if it has not ended; null for no limit.</summary>
    public TimeSpan? EndsWithin { get; init; }

    /// <summary>The errors in the input. If there are any, the job fails with them as soon as it starts.</summary>
    public IReadOnlyList<ValidationError> InputErrors { get; init; } = [];
}
