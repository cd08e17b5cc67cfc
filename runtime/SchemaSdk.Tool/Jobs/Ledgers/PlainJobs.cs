using System.Collections.Concurrent;
using SchemaSdk.Durable.Ledgers;

namespace SchemaSdk.Tool.Jobs.Ledgers;

/// <summary>The jobs that their program certainly keeps unencrypted.</summary>
internal sealed class PlainJobs
{
    private readonly ConcurrentDictionary<string, bool> _keys = new(StringComparer.Ordinal);

    /// <summary>Returns true if the result of a job may be kept unencrypted.</summary>
    internal bool Has(string key) => _keys.ContainsKey(key);

    /// <summary>Adds a job if its kept input has the recorded hash, which is made before encryption.</summary>
    /// <param name="whole">The job with its input.</param>
    internal void AddIfPlain(LedgerEntry whole)
    {
        if (LedgerInputs.IsPlain(whole))
        {
            _keys[whole.Key] = true;
        }
    }
}
