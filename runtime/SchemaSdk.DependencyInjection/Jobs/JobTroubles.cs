namespace SchemaSdk.DependencyInjection.Jobs;

/// <summary>
/// Remembers what keeps this process from sending or recording any job: no token, a wrong one, or a ledger that takes no lines. It is over
/// once a job is sent or recorded.
/// </summary>
internal sealed class JobTroubles(ModelJobsOptions options, TimeProvider time)
{
    // Two of the longest pauses: a job that waits is tried within each, so that without a failure since, it is over.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    // A caller may send its requests elsewhere while this process says that it fails, and come back only once it does not.
    private static readonly TimeSpan CallersMemory = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly SharedPause _pause = new(options.RetryDelay, time);
    private Exception? _last;
    private long _lastAt;
    private TimeSpan _memory;
    private TimeSpan _rest;

    /// <summary>The last failure; null if that is over.</summary>
    internal Exception? Last
    {
        get
        {
            lock (_gate)
            {
                return _last is not null && time.GetElapsedTime(_lastAt) < _memory ? _last : null;
            }
        }
    }

    /// <summary>
    /// Returns the number of jobs that may be claimed to be sent: during a failure one after each pause, to see whether it is over.
    /// </summary>
    internal int Limit(int room)
    {
        lock (_gate)
        {
            return Last is null ? room : time.GetElapsedTime(_lastAt) < _rest ? 0 : Math.Min(room, 1);
        }
    }

    /// <summary>A job could not be sent, or asked for. What is wrong with that job alone is none of these.</summary>
    internal void Send(Exception failure)
    {
        var isOfAll = failure switch
        {
            ModelConfigurationException => true,
            ModelApiException refusal => refusal.IsUnauthorized,

            // What the ledger threw for a line stands in it.
            ModelLedgerException notRecorded => !notRecorded.IsConflict && notRecorded.InnerException is not null,

            // So it does where a ledger of the application throws something else.
            _ => failure.GetType() == typeof(ModelException) && failure.InnerException is not null,
        };
        if (isOfAll)
        {
            Begin(failure, Memory);
        }
    }

    /// <summary>The ledger did not take a line of a job.</summary>
    internal void Record(Exception failure)
    {
        if (IsOfLedger(failure))
        {
            Begin(failure, Memory);
        }
    }

    /// <summary>The ledger did not take the job of a caller, who knows.</summary>
    internal void Enqueue(Exception failure)
    {
        if (IsOfLedger(failure))
        {
            Begin(failure, CallersMemory);
        }
    }

    /// <summary>A job was sent or recorded.</summary>
    internal void End()
    {
        lock (_gate)
        {
            _last = null;
            _pause.Reset();
        }
    }

    // A lasting one without a cause is about the job: the ledger cannot take that one.
    private static bool IsOfLedger(Exception failure) => failure switch
    {
        OperationCanceledException or ArgumentException or ModelBudgetException => false,
        ModelLedgerException refused => !refused.IsConflict && !(refused.IsLasting && refused.InnerException is null),
        _ => true,
    };

    private void Begin(Exception failure, TimeSpan memory)
    {
        lock (_gate)
        {
            (_last, _lastAt, _memory, _rest) = (failure, time.GetTimestamp(), memory, _pause.Next());
        }
    }
}
