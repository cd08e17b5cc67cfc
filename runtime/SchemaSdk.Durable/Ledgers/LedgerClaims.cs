using System.Diagnostics.CodeAnalysis;

namespace SchemaSdk.Durable.Ledgers;

/// <summary>The keys under which somebody in this process submits right now. Others who come with one wait until that is over.</summary>
internal sealed class LedgerClaims
{
    // Null for as long as nobody waits for it.
    private readonly Dictionary<string, TaskCompletionSource?> _claims = new(StringComparer.Ordinal);

    /// <summary>Takes a key, unless somebody has it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="other">Completes when whoever has it is done; null if it was taken.</param>
    internal bool TryTake(string key, [NotNullWhen(false)] out Task? other)
    {
        lock (_claims)
        {
            if (_claims.TryAdd(key, null))
            {
                other = null;
                return true;
            }

            var done = _claims[key] ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            other = done.Task;
            return false;
        }
    }

    /// <summary>Gives a key back that was taken.</summary>
    internal void Release(string key)
    {
        lock (_claims)
        {
            if (_claims.Remove(key, out var done))
            {
                done?.SetResult();
            }
        }
    }
}
