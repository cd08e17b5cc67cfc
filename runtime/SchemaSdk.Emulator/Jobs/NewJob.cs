using System.Text.Json;
using SchemaSdk.Emulation.Models;

namespace SchemaSdk.Emulation.Jobs;

/// <summary>A job that is about to be accepted.</summary>
internal sealed record NewJob(EmulatedModel Model, EmulatedOutcome Outcome, decimal? CostUsd)
{
    public JsonElement? Input { get; init; }

    public string? Note { get; init; }

    public TimeSpan? StartsWithin { get; init; }

    public TimeSpan? EndsWithin { get; init; }

    /// <summary>The errors in the input. If there are any, the job fails with them as soon as it starts.</summary>
    public IReadOnlyList<ValidationError> InputErrors { get; init; } = [];
}
