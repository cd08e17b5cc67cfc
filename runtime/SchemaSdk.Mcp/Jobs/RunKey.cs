using System.Security.Cryptography;
using System.Text;
using SchemaSdk.Ledgers;
using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Files;

namespace SchemaSdk.Mcp.Jobs;

/// <summary>Makes the keys of agents' jobs.</summary>
internal static class RunKey
{
    // The keys of the application's own jobs do not start with this prefix, so agents do not see those jobs.
    private const string Start = "mcp:";
    private const int Digits = 32;
    private const int CustomerDigits = 16;

    /// <summary>The maximum size of an input in bytes, not counting its files.</summary>
    internal const int MostBytes = 1 << 20;

    /// <summary>The maximum length of a key that an agent chooses.</summary>
    internal const int MostCharacters = 100;

    /// <summary>
    /// Returns the ledger's key for an agent's key: the customer's prefix, then the agent's key. If two customers use the same key, they
    /// therefore get two jobs. A key that already has this customer's prefix is returned unchanged.
    /// </summary>
    // Messages for people contain the ledger's key. This method accepts that key too, so that no second job starts.
    internal static string InLedger(string key, string? customer)
    {
        var start = StartOf(customer);
        var own = key.AsSpan();
        while (own.Length > start.Length && own.StartsWith(start, StringComparison.Ordinal))
        {
            own = own[start.Length..];
        }

        return $"{start}{own}";
    }

    /// <summary>Returns the key that the agents of the job's customer know; null for a job of the application.</summary>
    internal static string? OfAgent(LedgerEntry entry) => OfAgent(entry.Key, entry.Customer);

    /// <summary>Returns the key that the customer's agents know; null for a job of the application or of another customer.</summary>
    internal static string? OfAgent(string inLedger, string? customer) =>
        StartOf(customer) is var start && inLedger.StartsWith(start, StringComparison.Ordinal) ? inLedger[start.Length..] : null;

    // Without the second colon, an agent without a customer could use a key that begins with a customer's hash, and get that customer's
    // job.
    private static string StartOf(string? customer) =>
        $"{Start}{(customer is null ? "" : HexOf(SHA256.HashData(Encoding.UTF8.GetBytes(customer)))[..CustomerDigits])}:";

    /// <summary>Returns the hash of an input and its files. Equal JSON values have the same hash.</summary>
    /// <exception cref="ToolRefusal">The input is too large, or is not JSON that a service can read.</exception>
    internal static async Task<string> HashAsync(JsonElement input, AllowedFiles files, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetBytes(input.GetRawText());
        if (text.Length > MostBytes)
        {
            throw new ToolRefusal(
                $"The input has {text.Length} bytes; at most {MostBytes} are allowed. Specify the addresses of files instead of their "
                + "content. Nothing was sent.");
        }

        var hash = InputHash.Of(text);
        if (hash.Length == 0)
        {
            throw new ToolRefusal("The input contains an unpaired surrogate, or is nested more than 1,000 levels deep. Nothing was sent.");
        }

        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        whole.AppendData(Encoding.UTF8.GetBytes(hash));

        // The order of the files must not depend on the order of the members, because equal inputs must have equal keys.
        foreach (var address in AllowedFiles.AddressesIn(input).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            whole.AppendData(await files.HashAsync(address, cancellationToken).ConfigureAwait(false));
        }

        return HexOf(whole.GetHashAndReset());
    }

    /// <summary>
    /// Returns the key of a run for which the agent gave no key. The same call always gets the same key, and so attaches to the same job.
    /// </summary>
    internal static string Of(string service, string modelId, string inputHash, int variant) =>
        HexOf(SHA256.HashData(Encoding.UTF8.GetBytes($"{service}\n{modelId}\n{inputHash}\n{variant}")))[..Digits];

    private static string HexOf(byte[] hash) => Convert.ToHexString(hash).ToLowerInvariant();
}
