namespace SchemaSdk.Jobs;

/// <summary>What a service says about the model of a request.</summary>
/// <param name="IsExpected">True if it is the expected model; null if the service does not say it.</param>
/// <param name="Named">The model as the service names it; null if it names none.</param>
internal readonly record struct JobModel(bool? IsExpected, string? Named);
