namespace SchemaSdk.Services;

/// <summary>What a profile may tell the service about a submit, besides the input.</summary>
/// <param name="ModelId">The id of the model.</param>
/// <param name="Key">The key of the job in the client's ledger; null if the client has no ledger.</param>
/// <param name="JobTimeout">The timeout of the job.</param>
/// <param name="Options">The service options of the run, or else of the client; null if neither has any.</param>
public sealed record SubmitDetails(string ModelId, string? Key, TimeSpan JobTimeout, ServiceOptions? Options);

/// <summary>The UTF-8 text that a service expects around an input, such as <c>{"input":</c> and <c>}</c>.</summary>
/// <param name="Before">The text before the input.</param>
/// <param name="After">The text after the input.</param>
public sealed record SubmitEnvelope(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After)
{
    internal byte[] Around(ReadOnlySpan<byte> input) => [.. Before.Span, .. input, .. After.Span];
}
