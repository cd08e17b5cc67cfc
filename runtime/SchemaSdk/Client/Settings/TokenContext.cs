namespace SchemaSdk;

/// <summary>The call that needs a token, for <see cref="ModelClientOptions.TokenForCall"/>.</summary>
/// <param name="ModelId">The id of the job's model; null for a read of the catalogue or of a price.</param>
/// <param name="Key">The key of the job in the ledger; null without a ledger or without a job.</param>
/// <param name="Customer">The customer, from <see cref="RunOptions.Customer"/>; null if the call has none.</param>
public sealed record TokenContext(string? ModelId, string? Key, string? Customer)
{
    /// <summary>The token of the call itself, from <see cref="RunOptions.ApiToken"/>; null if the call has none.</summary>
    internal string? Token { get; init; }

    /// <summary>Returns the context of a job; null if the job uses the client's own token.</summary>
    internal static TokenContext? Of(ClientSettings settings, string modelId, string? key, string? customer, string? token) =>
        token is null && !settings.HasTokenForCall ? null : new(modelId, key, customer) { Token = token };
}
