namespace SchemaSdk.Durable.Workers;

/// <summary>
/// Remembers what keeps this process from sending or recording any job: no token, a wrong one, a service out of reach, or a ledger that
/// takes no lines. A job that is sent clears the first three; a recorded line clears the last. The recorded end of a job shows that the
/// service is within reach.
/// </summary>
internal sealed class JobFailures(ModelJobsParts parts)
{
    // Two of the longest pauses: a job that waits is tried within each, so that without a failure since, it is over.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    // A caller may send its requests elsewhere while this process says that it fails, and come back only once it does not.
    private static readonly TimeSpan CallersMemory = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan BetweenMessages = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly TimeProvider _time = parts.Time;
    private readonly Pause _pause = parts.NewPause();
    private readonly Dictionary<(string, Type?, Type?), (long? ToldAt, int Count)> _counts = [];
    private volatile Trouble? _sending;
    private volatile Trouble? _recording;

    /// <summary>The failure that lasts; null if none does.</summary>
    internal Exception? Last => Lasting?.Failure;

    private Trouble? Lasting =>
        new[] { _sending, _recording }.FirstOrDefault(trouble => trouble is not null && _time.GetElapsedTime(trouble.At) < trouble.Memory);

    /// <summary>Returns the number of jobs that may be claimed to be sent: during a failure, one after each pause.</summary>
    internal int Limit(int room)
    {
        lock (_gate)
        {
            return Lasting is null ? room : _pause.IsOver ? Math.Min(room, 1) : 0;
        }
    }

    /// <summary>A job could not be sent, or asked for. What is wrong with that job alone does not count.</summary>
    internal void Send(Exception failure)
    {
        lock (_gate)
        {
            switch (failure)
            {
                case ModelConfigurationException or ModelApiException { IsUnauthorized: true }:
                case not null when IsOutOfReach(failure):
                    _sending = Begin(failure, Memory);
                    break;

                // What the ledger threw for a line stands in it, also where a ledger of the application throws something else.
                case ModelLedgerException { IsConflict: false, InnerException: { } cause } when IsOfLedger(cause):
                case not null when failure.GetType() == typeof(ModelException) && failure.InnerException is not null:
                    _recording = Begin(failure, Memory);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The ledger did not take a line of a job.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="isOfCaller">It was the job of a caller, who knows.</param>
    internal void Record(Exception failure, bool isOfCaller = false)
    {
        if (IsOfLedger(failure))
        {
            lock (_gate)
            {
                _recording = Begin(failure, isOfCaller ? CallersMemory : Memory);
            }
        }
    }

    /// <summary>A job was sent, which its ledger has recorded too.</summary>
    internal void Sent() => End(static _ => true);

    /// <summary>A line of a job was recorded.</summary>
    internal void Recorded() => End(static _ => false);

    /// <summary>The service said how a job has ended, and its ledger has recorded that.</summary>
    // A token that is refused for submits may do for reads.
    internal void Followed() => End(IsOutOfReach);

    /// <summary>Counts a failure, and lets one message through for those of its kind, and then one a minute.</summary>
    /// <param name="step">The step that failed.</param>
    /// <param name="failure">The failure; those of other types have messages of their own.</param>
    /// <param name="tell">Gets the number of failures since the last message, if there is to be one now.</param>
    internal void Tell(string step, Exception? failure, Action<int> tell)
    {
        int count;
        lock (_gate)
        {
            var kind = (step, failure?.GetType(), failure?.GetBaseException().GetType());
            var (toldAt, before) = _counts.GetValueOrDefault(kind);
            count = before + 1;
            var isDue = toldAt is not { } last || _time.GetElapsedTime(last) >= BetweenMessages;
            _counts[kind] = isDue ? (_time.GetTimestamp(), 0) : (toldAt, count);
            if (!isDue)
            {
                return;
            }
        }

        tell(count);
    }

    /// <summary>Returns true if a job that has ended has no result that could be read later.</summary>
    internal static bool IsEnd(Exception? failure) => failure switch
    {
        // It may pass, or a person mends it, as a wrong secret: its result may have been paid for.
        ModelUnavailableException or ModelTimeoutException or ModelConfigurationException or ModelLedgerException => false,

        // So may any other refusal, as that of an expired token, or the 404 of a proxy.
        ModelApiException refusal => refusal.IsUnknownRequest,
        ModelException => true,
        _ => false,
    };

    /// <summary>Returns true if the same input would be refused again.</summary>
    internal static bool IsFinal(Exception failure) =>
        failure is ModelInputException or ModelBudgetException or ArgumentException or JsonException;

    /// <summary>
    /// Returns true if another process may be able to go on with it: one with the folder, the token, the secret or the connection.
    /// </summary>
    /// <param name="failure">The failure.</param>
    /// <param name="state">The state of the job, which it was in before as well.</param>
    internal static bool IsOfProcess(Exception? failure, LedgerState state) => failure switch
    {
        ModelConfigurationException or ModelApiException { IsUnauthorized: true } => true,
        ModelLedgerException failed => state == LedgerState.Intended || failed.IsLasting,
        _ => IsOutOfReach(failure),
    };

    // The service gave no answer at all. One that says "not now" may be about its model alone, or about how much runs already.
    private static bool IsOutOfReach(Exception? failure) =>
        failure is ModelUnavailableException { RequestId: null, InnerException: not null };

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

    // Within the lock, so that one that has ended meanwhile is not set again.
    private Trouble Begin(Exception failure, TimeSpan memory)
    {
        // Those that fail beside each other are one failure.
        if (_pause.IsOver)
        {
            _pause.Next();
        }

        return new Trouble(failure, _time.GetTimestamp(), memory);
    }

    private sealed record Trouble(Exception Failure, long At, TimeSpan Memory);
}
