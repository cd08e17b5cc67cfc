using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SchemaSdk.Ledgers;

/// <summary>The keys under which somebody in this process submits right now. Others who come with one wait until that is over.</summary>
internal sealed class LedgerClaims
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _claims = new(StringComparer.Ordinal);

    /// <summary>Takes a key, unless somebody has it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="other">Completes when whoever has it is done; null if it was taken.</param>
    internal bool TryTake(string key, [NotNullWhen(false)] out Task? other)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holder = _claims.GetOrAdd(key, mine);
        other = holder == mine ? null : holder.Task;
        return other is null;
    }

    /// <summary>Gives a key back that was taken.</summary>
    internal void Release(string key)
    {
        if (_claims.TryRemove(key, out var mine))
        {
            mine.SetResult();
        }
    }
}
