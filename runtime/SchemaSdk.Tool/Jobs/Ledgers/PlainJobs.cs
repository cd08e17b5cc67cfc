using System.Collections.Concurrent;

namespace SchemaSdk.Tool.Jobs.Ledgers;

/// <summary>The jobs whose inputs are stored unencrypted. The results of these jobs need no encryption either.</summary>
internal sealed class PlainJobs
{
    private readonly ConcurrentDictionary<string, bool> _keys = new(StringComparer.Ordinal);

    /// <summary>Returns true if the result of a job needs no encryption.</summary>
    internal bool Has(string key) => _keys.ContainsKey(key);

    /// <summary>
    /// Adds a job if its input is not encrypted. The recorded hash is that of the unencrypted input. Encrypted bytes do not match the hash.
    /// </summary>
    internal void AddIfPlain(LedgerEntry whole)
    {
        if (whole.HasPlainInput)
        {
            _keys[whole.Key] = true;
        }
    }
}
