namespace SchemaSdk.Services;

/// <summary>What a profile may tell the service about a submit, besides the input.</summary>
/// <param name="ModelId">The id of the model.</param>
/// <param name="Key">The key of the job in the client's ledger; null if the client has no ledger.</param>
/// <param name="JobTimeout">The timeout of the job.</param>
/// <param name="Options">The service options of the run, or else of the client; null if neither has any.</param>
public sealed record SubmitDetails(string ModelId, string? Key, TimeSpan JobTimeout, ServiceOptions? Options);
