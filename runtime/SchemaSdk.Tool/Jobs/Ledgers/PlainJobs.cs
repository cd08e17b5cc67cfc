using System.Collections.Concurrent;
using SchemaSdk.Durable.Ledgers;

namespace SchemaSdk.Tool.Jobs.Ledgers;

/// <summary>The jobs that their program is known to keep as they are, without a cipher.</summary>
internal sealed class PlainJobs
{
    private readonly ConcurrentDictionary<string, bool> _keys = new(StringComparer.Ordinal);

    /// <summary>True if the result of a job may be kept as it is.</summary>
    internal bool Has(string key) => _keys.ContainsKey(key);

    /// <summary>Adds a job if its kept input is what was hashed before a cipher could encrypt it.</summary>
    /// <param name="whole">The job with its input.</param>
    internal void AddIfPlain(LedgerEntry whole)
    {
        if (LedgerInputs.IsPlain(whole))
        {
            _keys[whole.Key] = true;
        }
    }
}
