namespace SchemaSdk.Durable.Workers;

/// <summary>
/// Remembers what keeps this process from sending or recording any job: no token, a wrong one, a service out of reach, or a ledger that
/// takes no lines. A job that is sent clears the first three; a recorded line clears the last. The recorded end of a job shows that the
/// service is within reach.
/// </summary>
internal sealed class JobTroubles(ModelJobsOptions options, TimeProvider time)
{
    // Two of the longest pauses: a job that waits is tried within each, so that without a failure since, it is over.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    // A caller may send its requests elsewhere while this process says that it fails, and come back only once it does not.
    private static readonly TimeSpan CallersMemory = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly SharedPause _pause = new(options.RetryDelay, time);
    private Trouble? _sending;
    private Trouble? _recording;

    /// <summary>The failure that lasts; null if none does.</summary>
    internal Exception? Last
    {
        get
        {
            lock (_gate)
            {
                return Lasting.FirstOrDefault()?.Failure;
            }
        }
    }

    private IEnumerable<Trouble> Lasting =>
        new[] { _sending, _recording }.OfType<Trouble>().Where(trouble => time.GetElapsedTime(trouble.At) < trouble.Memory);

    /// <summary>
    /// Returns the number of jobs that may be claimed to be sent: during a failure one after each pause, to see whether it is over.
    /// </summary>
    internal int Limit(int room)
    {
        lock (_gate)
        {
            var lasting = Lasting.ToList();
            return lasting.Count == 0 ? room
                : lasting.Exists(trouble => time.GetElapsedTime(trouble.At) < trouble.Rest) ? 0
                : Math.Min(room, 1);
        }
    }

    /// <summary>A job could not be sent, or asked for. What is wrong with that job alone does not count.</summary>
    internal void Send(Exception failure)
    {
        switch (failure)
        {
            case ModelConfigurationException or ModelApiException { IsUnauthorized: true }:
            case not null when JobFailures.IsOutOfReach(failure):
                Begin(ref _sending, failure, Memory);
                break;

            // What the ledger threw for a line stands in it, also where a ledger of the application throws something else.
            case ModelLedgerException { IsConflict: false, InnerException: { } cause } when IsOfLedger(cause):
            case not null when failure.GetType() == typeof(ModelException) && failure.InnerException is not null:
                Begin(ref _recording, failure, Memory);
                break;
            default:
                break;
        }
    }

    /// <summary>The ledger did not take a line of a job.</summary>
    internal void Record(Exception failure)
    {
        if (IsOfLedger(failure))
        {
            Begin(ref _recording, failure, Memory);
        }
    }

    /// <summary>The ledger did not take the job of a caller, who knows.</summary>
    internal void Enqueue(Exception failure)
    {
        if (IsOfLedger(failure))
        {
            Begin(ref _recording, failure, CallersMemory);
        }
    }

    /// <summary>A job was sent, which its ledger has recorded too.</summary>
    internal void Sent() => End(static _ => true);

    /// <summary>A line of a job was recorded.</summary>
    internal void Recorded() => End(static _ => false);

    /// <summary>The service said how a job has ended, and its ledger has recorded that.</summary>
    // A token that is refused for submits may do for reads.
    internal void Followed() => End(JobFailures.IsOutOfReach);

    // A lasting one without a cause is about the job: the ledger cannot take that one.
    private static bool IsOfLedger(Exception failure) => failure switch
    {
        OperationCanceledException or ArgumentException or ModelBudgetException => false,
        ModelLedgerException refused => !refused.IsConflict && !(refused.IsLasting && refused.InnerException is null),
        _ => true,
    };

    private void End(Func<Exception, bool> isOver)
    {
        lock (_gate)
        {
            _recording = null;
            _sending = _sending is { } sending && !isOver(sending.Failure) ? sending : null;
            if (_sending is null)
            {
                _pause.Reset();
            }
        }
    }

    private void Begin(ref Trouble? trouble, Exception failure, TimeSpan memory)
    {
        lock (_gate)
        {
            trouble = new Trouble(failure, time.GetTimestamp(), memory, _pause.Next());
        }
    }

    private sealed record Trouble(Exception Failure, long At, TimeSpan Memory, TimeSpan Rest);
}
