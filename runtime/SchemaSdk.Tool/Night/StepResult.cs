using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Night;

/// <summary>What a step of a nightly update has done.</summary>
/// <param name="Text">The outcome as a sentence.</param>
internal sealed record StepResult(string Text)
{
    /// <summary>What the step did to each model.</summary>
    internal IReadOnlyList<Finding> Findings { get; init; } = [];
}
