using System.Diagnostics.CodeAnalysis;

namespace SchemaSdk.Durable.Ledgers;

/// <summary>The keys under which this process submits right now. Other calls with one of them wait until that is over.</summary>
internal sealed class LedgerClaims
{
    // Null while no call waits for it.
    private readonly Dictionary<string, TaskCompletionSource?> _claims = new(StringComparer.Ordinal);

    /// <summary>Takes a key, unless another call has it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="other">Completes when the call that has it is done; null if it was taken.</param>
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
