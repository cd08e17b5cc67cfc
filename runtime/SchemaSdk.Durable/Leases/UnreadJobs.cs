using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using SchemaSdk.Errors;

namespace SchemaSdk.Durable.Leases;

/// <summary>Tells of jobs that could not be read, and keeps the others from nobody.</summary>
internal sealed class UnreadJobs
{
    // A worker takes nothing in the round in which it is told, and would take nothing at all if it were told in each.
    private const int QuietClaims = 10;

    private readonly object _gate = new();

    // Those of the last time that each was tried, whether a claim has told of it or was quiet.
    private readonly ConcurrentDictionary<string, ModelLedgerException> _failures = new(StringComparer.Ordinal);
    private ExceptionDispatchInfo? _untold;
    private int _quiet;

    /// <summary>The jobs that could not be read the last time, with the reasons.</summary>
    internal IEnumerable<KeyValuePair<string, ModelLedgerException>> Failures => _failures;

    /// <summary>A job was read, or is left to nobody any more.</summary>
    internal void Forget(string key) => _failures.TryRemove(key, out _);

    /// <summary>A job could not be read.</summary>
    internal void Note(string key, Exception failure) => _failures[key] = new(
        $"The job \"{ErrorText.Cut(key)}\" waits for a worker, and could not be read. {ErrorText.Cut(failure.Message)}", failure)
    {
        Key = key,
    };

    /// <summary>A claim begins.</summary>
    /// <exception cref="Exception">The failure of a job that was left out of one before, which had others.</exception>
    internal void TellLast()
    {
        ExceptionDispatchInfo? untold;
        lock (_gate)
        {
            (untold, _untold) = (_untold, null);
        }

        untold?.Throw();
    }

    /// <summary>A job was left out of a claim.</summary>
    /// <param name="failure">The reason.</param>
    /// <param name="hasOthers">True if the claim has others, which would be lost if this threw.</param>
    /// <exception cref="Exception">The reason, if the claim is empty and ten claims have passed since the last one.</exception>
    internal void Tell(Exception failure, bool hasOthers)
    {
        lock (_gate)
        {
            if (_quiet > 0)
            {
                _quiet--;
                return;
            }

            _quiet = QuietClaims;
            if (hasOthers)
            {
                _untold = ExceptionDispatchInfo.Capture(failure);
                return;
            }
        }

        ExceptionDispatchInfo.Throw(failure);
    }
}
