namespace SchemaSdk.Jobs;

/// <summary>What a service says about the model of a job.</summary>
/// <param name="IsExpected">True if it is the expected model; null if the service does not say.</param>
/// <param name="Named">The service's name of the model; null if the service gives none.</param>
internal readonly record struct JobModel(bool? IsExpected, string? Named);
