namespace SchemaSdk.Services.Testing;

/// <summary>An answer to a cancel, and what it means.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Outcome">The outcome that the answer states.</param>
public sealed record SampleCancel(SampleAnswer Answer, CancelOutcome Outcome);
